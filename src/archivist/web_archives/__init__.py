"""WARC, ARC and WACZ files, read strictly: records one after the other, or one at any place.

Records are read with warcio. Around it is what warcio leaves open: it takes a file that breaks off, or is damaged in
the middle, for one that ends there, and it decompresses without a limit. So the bytes come from `RecordStream`, which
is strict about both. Readers import articles from these files; archived links are copied from them.
"""
