"""Open work of a unit that has ended, carried over to its successors (đơn vị kế thừa; NQ 190/2025/QH15)."""
