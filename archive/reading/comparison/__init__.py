"""Comparison: initiatives beside one another, every number with its sentence, as a page, a CSV file and a workbook."""
