"""Paragraphs for pages, written for these tests."""

EN = (
    "The old bridge over the river was closed on Monday after heavy rain had washed away part of its eastern pier.",
    "Engineers said that the repair would take three weeks, and that a ferry would carry people across until then.",
    "Older people in the village remember that the same pier fell in the spring of the year when the school was built.",
    "The council has promised to publish the plans, and to hear everyone who lives on either side of the water.",
)
KA = (
    "მდინარეზე გადებული ძველი ხიდი ორშაბათს დაიკეტა, რადგან ძლიერმა წვიმამ მისი აღმოსავლეთ ბურჯის ნაწილი წაიღო.",
    "ინჟინრებმა თქვეს, რომ შეკეთებას სამი კვირა დასჭირდება და მანამდე ხალხს ნავი გადაიყვანს ერთი ნაპირიდან მეორეზე.",
    "სოფელში უფროსებს ახსოვთ, რომ იგივე ბურჯი იმ წლის გაზაფხულზეც ჩამოინგრა, როდესაც აქ სკოლა აშენდა.",
    "საბჭომ პირობა დადო, რომ გეგმებს გამოაქვეყნებს და მოუსმენს ყველას, ვინც წყლის ორივე მხარეს ცხოვრობს.",
)
RU = (
    "Старый мост через реку закрыли в понедельник, после того как сильный дождь унёс часть его восточной опоры.",
    "Инженеры сказали, что ремонт займёт три недели, а до тех пор людей через реку будет перевозить паром.",
    "Старики в деревне помнят, что та же опора рухнула весной того года, когда здесь построили школу.",
    "Совет обещал опубликовать планы и выслушать каждого, кто живёт на том или другом берегу реки.",
)


def paragraphs(texts: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)
