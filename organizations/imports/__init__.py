"""Units and people from spreadsheets: read within bounds, planned row by row, applied once in one transaction."""
