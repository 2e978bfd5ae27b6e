"""Words beside names in bylines, of jobs and of houses; and those within names that take no capital."""

JOBS = frozenset(
    """
    writer writers reporter reporters editor editors correspondent correspondents journalist columnist contributor
    contributors photographer photojournalist producer analyst blogger intern freelancer photos photo photography
    professor lecturer fellow director researcher coordinator spokesperson translator illustrator publisher president
    фото корреспондент корреспондентка журналист журналистка редактор обозреватель фотограф собкор спецкор
    профессор переводчик аналитик кореспондент журналістка журналіст
    ფოტო ჟურნალისტი რედაქტორი კორესპონდენტი მიმომხილველი ფოტოგრაფი მთარგმნელი ანალიტიკოსი პროფესორი
    redakteur redakteurin redaktion korrespondent korrespondentin journalistin reporterin fotograf
    journaliste rédacteur rédactrice correspondant correspondante reporteur photographe
    periodista redactor redactora corresponsal reportero reportera fotógrafo giornalista corrispondente redattore
    redaktor redaktorka dziennikarz dziennikarka novinář muhabir gazeteci editörü
    """.split()  # noqa: SIM905
)
# Only with others of these or with a job is such a word one: Guest and Chief are surnames as well.
OF_JOBS = frozenset(
    """
    staff senior chief deputy managing associate assistant special guest contributing national international political
    investigative freelance foreign local sports business science health education специальный специально
    """.split()  # noqa: SIM905
)
HOUSES = frozenset(
    """
    press news agency agencies herald weekly gazette tribune chronicle journal magazine review media
    university institute college academy school group network radio television tv channel company inc ltd llc gmbh
    corporation foundation association federation ministry department center centre council committee bureau team desk
    services newsroom editorial authority project studio studios institution
    newspaper online blog research development safety politics reuters afp
    агентство газета журнал новости редакция университет институт фонд центр пресс радио телевидение бюро служба
    министерство студия издательство агенція газети
    სააგენტო გაზეთი ჟურნალი რედაქცია უნივერსიტეტი ინსტიტუტი ფონდი ცენტრი რადიო ტელევიზია სამინისტრო
    zeitung verlag universität agentur universidad université università periódico agence agencia agenzia
    """.split()  # noqa: SIM905
)
# In three words or more, or after `The`: Emily Post is a person.
OF_HOUSES = frozenset("post daily house society union office service books times".split())  # noqa: SIM905
PARTICLES = frozenset(
    "de del dela della da di do dos du van von der den des la le el bin ibn al ben ter ten zu zur und ap y e".split()  # noqa: SIM905
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
