"""A post of a blogging service's export as an article: what the readers of such exports have in common."""
