-- Notes of pandoc's HTML at the place of their call, where a style sheet for paged media can float them to the foot.
function Note(note)
  return pandoc.Span(pandoc.utils.blocks_to_inlines(note.content), { class = "footnote" })
end
