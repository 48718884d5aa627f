"""Reading a document: pure Python, no ORM. Text in, typed facts about the text out."""
