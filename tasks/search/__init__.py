"""Search (tìm kiếm): accent-blind, over what the reader may see."""
