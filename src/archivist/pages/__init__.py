"""Pages: their sizes and margins, the ids of their marks, where the glyphs are on them."""
