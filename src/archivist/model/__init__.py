"""What the stages hand each other: frozen, slotted, picklable records, a sentence for each field.

The modules follow a compile: articles, volumes, annotated, book, pages, results."""
