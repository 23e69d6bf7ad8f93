"""Which voices may be trained on, which are kept for choosing settings (dev) and which for the final test only."""

# Never heard in training or in choosing settings. Whole families are out (RicishayMax 1-3).
HELD_OUT = ["f4", "m6", "Andrea", "victor", "linda", "travis", "announcer", "Storm", "RicishayMax2", "gustave", "grandma", "Nguyen"]
HELD_OUT_ACCENT = "gmw/en-GB-x-gbcwmd"
HELD_OUT_FLITE = "awb"
HELD_OUT_RATES = (236, 260)  # words/min, faster than anything trained on

# Not trained on; rejection threshold and language-model weights are chosen on these.
DEV = ["f5", "m8", "Henrique", "belinda", "sandro", "zac"]

TRAINED = [
    "", "", "", "m1", "m2", "m3", "m4", "m5", "m7", "f1", "f2", "f3", "croak", "adam", "Alex", "Alicia", "Andy", "Annie",
    "antonio", "aunty", "benjamin", "boris", "caleb", "david", "Denis", "Diogo", "ed", "edward", "edward2", "grandpa",
    "Gene", "Gene2", "Hugo", "iven", "iven2", "iven3", "iven4", "Jacky", "john", "kaukovalta", "Lee", "marcelo", "Marco",
    "Mario", "max", "Michael", "michel", "miguel", "Mike", "norbert", "pablo", "paul", "pedro", "quincy", "rob", "robert",
    "shelby", "steph", "steph2", "steph3", "anika", "klatt", "klatt2", "klatt3", "klatt4", "klatt5", "klatt6", "Tweaky",
    "AnxiousAndy", "Demonic", "fast",
]
TRAINED_RATES = (95, 232)  # words/min

ENGLISH_ACCENTS = (
    ["gmw/en-US"] * 6 + ["gmw/en"] * 3 + ["gmw/en-GB-x-rp"] * 2
    + ["gmw/en-US-nyc", "gmw/en-GB-scotland", "gmw/en-029", "gmw/en-GB-x-gbclan"]
)
FLITE = ["slt", "rms", "kal16", "rms", "slt"]
FESTIVAL = ["voice_kal_diphone", "voice_ked_diphone", "voice_cmu_us_slt_arctic_hts"]
OTHER_LANGUAGES = "de fr es ru it nl pl pt sv tr fi ja ko hi vi id".split()
