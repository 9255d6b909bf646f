"""Downloads: tables for Dutch Excel and for machines, pictures as SVG and PNG; each with source, edition and date."""
