"""In: sentences about lines between militaries. Out: between whom, and what is told of the line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from milchannels.language.channel_actions import settle
from milchannels.language.channel_lines import words

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = dt.date(2023, 5, 30)

CASES: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("Russia and Turkey have opened a direct line between their general staffs.", [("RUS", "TUR", "established")]),
    (
        "A hotline linking the defence ministries of India and Pakistan was installed in 1971.",
        [("IND", "PAK", "established")],
    ),
    (
        "The two countries' militaries signed an agreement in Hanoi to set up a hotline between the navies of Vietnam and the Philippines.",
        [("VNM", "PHL", "established")],
    ),
    (
        "Israel and Russia set up a deconfliction mechanism in 2015 to keep their aircraft over Syria apart.",
        [("ISR", "RUS", "established")],
    ),
    (
        "Under the accord a joint military commission of Sudanese and Chadian officers was created.",
        [("SDN", "TCD", "established")],
    ),
    (
        "China's Defense Ministry said it had severed military contacts with the United States.",
        [("CHN", "USA", "suspended")],
    ),
    (
        "Military ties between Jakarta and Canberra have been frozen since the spying scandal.",
        [("IDN", "AUS", "suspended")],
    ),
    ("North Korea cut off the military hotline with the South in February 2016.", [("PRK", "KOR", "suspended")]),
    ("NATO suspended all practical military cooperation with Russia in April.", [("NATO", "RUS", "suspended")]),
    ("Beijing put military exchanges with Washington on hold after the arms sale.", [("CHN", "USA", "suspended")]),
    ("Pakistan's army broke off all contact with the Indian military.", [("PAK", "IND", "suspended")]),
    (
        "The suspension of military-to-military relations between Venezuela and Colombia has lasted three years.",
        [("VEN", "COL", "suspended")],
    ),
    ("The United States and China agreed to resume high-level military talks.", [("USA", "CHN", "resumed")]),
    ("Military-to-military dialogue between Washington and Beijing resumed in January.", [("USA", "CHN", "resumed")]),
    (
        "The restoration of the military hotline between Seoul and Pyongyang took less than a day.",
        [("KOR", "PRK", "resumed")],
    ),
    ("Egypt and Turkey have restored defence ties after a decade.", [("EGY", "TUR", "resumed")]),
    ("Contacts between the Greek and the Turkish general staffs were renewed in May.", [("GRC", "TUR", "resumed")]),
    ("Japan proposed a maritime hotline to China at the meeting.", [("JPN", "CHN", "proposed")]),
    (
        "The general called for a direct line of communication between the Ukrainian and Belarusian border guards.",
        [("UKR", "BLR", "proposed")],
    ),
    ("A hotline between the air forces of Greece and Turkey is under discussion.", [("GRC", "TUR", "proposed")]),
    ("Bahrain wants to set up a hotline with the Iranian navy.", [("BHR", "IRN", "proposed")]),
    (
        "The Pentagon is considering a deconfliction channel with the Russian military in Ukraine.",
        [("USA", "RUS", "proposed")],
    ),
    ("Seoul's offer to restore the military hotline with Pyongyang has gone unanswered.", [("KOR", "PRK", "proposed")]),
    ("The American and Russian militaries keep open a deconfliction line for Syria.", [("USA", "RUS", "maintained")]),
    (
        "Military channels between Moscow and Ankara remain open, the Turkish minister said.",
        [("RUS", "TUR", "maintained")],
    ),
    (
        "The hotline is one of the few lines of communication left between the Indian and Pakistani armies.",
        [("IND", "PAK", "maintained")],
    ),
    (
        "The two generals' friendship is the only military channel between Israel and Jordan.",
        [("ISR", "JOR", "maintained")],
    ),
    ("Washington maintained military contacts with Cairo throughout the crisis.", [("USA", "EGY", "maintained")]),
    ("Military cooperation between France and Mali ended in 2022.", [("FRA", "MLI", "suspended")]),
    ("The Philippines will open a hotline with the Chinese coast guard this year.", [("PHL", "CHN", "established")]),
    ("The two Koreas reconnected their military hotlines on Tuesday.", [("KOR", "PRK", "resumed")]),
    ("Sino-Indian military exchanges were suspended in 2010.", [("CHN", "IND", "suspended")]),
    ("China has not restored military contacts with the United States.", []),
    ("Moscow threatened to cut the deconfliction line with the US military.", []),
    ("There is no direct line between the armies of Armenia and Azerbaijan.", []),
    ("The ministers of Kenya and Uganda held military talks on Tuesday.", []),
    ("Estonian and Finnish officers opened talks on Monday.", []),
    ("The rail link between the two capitals, built by the army, was restored.", []),
    ("The US military and Russia's have used the hotline daily, so that their pilots do not collide.", []),
    ("North Korea stopped answering calls on the inter-Korean military hotline on Friday.", []),
    ("Tehran rejected a hotline with the US Navy.", []),
    (
        "After the crash, Turkey suspended a memorandum with Russia on flight safety over Syria, and the hotline was cut.",
        [("TUR", "RUS", "suspended")],
    ),
    (
        "Defence Minister Le Drian said that France and Egypt would create a joint military committee.",
        [("FRA", "EGY", "established")],
    ),
    (
        "India's and China's armies have set up a new hotline at Nathu La, the sixth along the frontier.",
        [("IND", "CHN", "established")],
    ),
    (
        "Georgia and Russia maintain a hotline along the boundary line to prevent incidents.",
        [("GEO", "RUS", "maintained")],
    ),
    (
        "The hotline between the Japanese and the Chinese defence authorities began operation in March 2023.",
        [("JPN", "CHN", "established")],
    ),
    (
        "The two defence ministers agreed on Tuesday that a telephone link between the Polish and the Belarusian general staffs would be set up.",
        [("POL", "BLR", "established")],
    ),
    (
        "Cooperation between the militaries of Ethiopia and Somalia has been resumed, the spokesman said.",
        [("ETH", "SOM", "resumed")],
    ),
    ("Iraq's defence ministry suspended its participation in the exercise with Iran.", []),
    ("Military co-operation between Libya and Italy was resumed.", [("LBY", "ITA", "resumed")]),
    ("China cancelled three military dialogues with the United States.", [("CHN", "USA", "suspended")]),
    ("The Kremlin said it hoped that military contacts with NATO could be revived.", [("RUS", "NATO", "proposed")]),
    ("The general said the two armies must keep their lines of communication open.", []),
    ("Qatar and Saudi Arabia have no military ties.", []),
    (
        "Defense Secretary Lloyd Austin met General Wei Fenghe of China in Singapore. The two agreed that the theater commanders' hotline should be put back into service.",
        [("USA", "CHN", "resumed")],
    ),
    (
        "Pentagon chief Chuck Hagel and Russia's Sergei Shoigu spoke by phone. Military-to-military ties were put on ice by Washington in March.",
        [("USA", "RUS", "suspended")],
    ),
    ("A crisis hotline, agreed in 2018 but never used, connects the Japanese and Chinese defence ministries.", []),
    (
        "The military commission, which the two countries set up in 1994, brings Thai and Cambodian officers together once a year.",
        [("THA", "KHM", "established")],
    ),
    ("China has pulled the plug on military talks with the United States.", [("CHN", "USA", "suspended")]),
    (
        "Annual defence talks between Delhi and Beijing, suspended in 2010, were revived last year.",
        [("IND", "CHN", "resumed"), ("IND", "CHN", "suspended")],
    ),
    (
        "Ankara recalled its military attaché and broke off military relations with Damascus.",
        [("TUR", "SYR", "suspended")],
    ),
    ("Contacts between the two armies have never been interrupted, the Serbian general said of Croatia.", []),
    (
        "The American general proposed to his Russian counterpart that the two set up a permanent channel between their staffs.",
        [("USA", "RUS", "proposed")],
    ),
    (
        "The defence ministers of Turkey and Greece decided on Thursday to establish a direct line between their chiefs of staff.",
        [("TUR", "GRC", "established")],
    ),
    (
        "A direct telephone line between the Turkish and the Greek chiefs of staff is to be installed by summer.",
        [("TUR", "GRC", "established")],
    ),
    ("Kyiv and Minsk have kept their military channel open since the invasion.", [("UKR", "BLR", "maintained")]),
    (
        "Despite the war, a line between the Ukrainian and the Belarusian general staffs remains in use.",
        [("UKR", "BLR", "maintained")],
    ),
    ("Dialogue between the armed forces of Colombia and Venezuela broke down in 2019.", [("COL", "VEN", "suspended")]),
    ("Colombia and Venezuela reopened military communications on Wednesday.", [("COL", "VEN", "resumed")]),
    (
        "All forms of military cooperation with Israel have been suspended, Turkey's defence ministry announced.",
        [("TUR", "ISR", "suspended")],
    ),
    (
        "The Indonesian military said it was suspending cooperation with the Australian Defence Force.",
        [("IDN", "AUS", "suspended")],
    ),
    (
        "General Milley has said that a hotline to his Chinese counterpart would be useful.",
        [("USA", "CHN", "proposed")],
    ),
    (
        "A proposal to link the headquarters of the two navies by a hotline has been on Tehran's table since the Americans made it in 2011.",
        [("IRN", "USA", "proposed")],
    ),
    ("Washington and Moscow have a deconfliction line in Syria, and officers on both sides test it twice a day.", []),
    (
        "After years of silence the Armenian and Azerbaijani defence ministries agreed to open a direct channel of communication.",
        [("ARM", "AZE", "established")],
    ),
    (
        "The Rwandan army says that military-to-military contacts with Burundi, halted in 2015, have restarted.",
        [("RWA", "BDI", "suspended"), ("RWA", "BDI", "resumed")],
    ),
    ("The joint military committee of Egypt and Sudan was reactivated.", [("EGY", "SDN", "resumed")]),
    ("Russia is no longer using the hotline with NATO.", []),
    (
        "Both ministers spoke in favour of restarting the work of the NATO-Russia military channels.",
        [("NATO", "RUS", "proposed")],
    ),
    (
        "The Norwegian Joint Headquarters has maintained a weekly Skype link with the Russian Northern Fleet.",
        [("NOR", "RUS", "maintained")],
    ),
    (
        "Norway suspended military cooperation with Russia in 2014, but kept the direct line between its headquarters and the Northern Fleet.",
        [("NOR", "RUS", "suspended"), ("NOR", "RUS", "maintained")],
    ),
    (
        "Military contacts between Sweden and Russia have been frozen since Crimea; one exception is the hotline between the air force commands.",
        [("SWE", "RUS", "suspended")],
    ),
    (
        "The two sides would resume defence consultations, maritime talks and calls between theater commanders, the White House said after Biden met Xi of China.",
        [("USA", "CHN", "resumed")],
    ),
    (
        "The memorandum provides for a hotline between the Malaysian and the Indonesian navies.",
        [("MYS", "IDN", "established")],
    ),
    ("The navies of Malaysia and Indonesia are to be connected by a hotline.", [("MYS", "IDN", "established")]),
    ("China closed the channel through which its military had talked to the Pentagon.", [("CHN", "USA", "suspended")]),
    ("He urged Pakistan to reopen the military hotline with Afghanistan.", [("PAK", "AFG", "proposed")]),
    ("Talks are under way between the Polish and the Lithuanian armies about a hotline.", [("POL", "LTU", "proposed")]),
    (
        "Their militaries' hotline, once a lifeline between Athens and Ankara, has fallen into disuse.",
        [("GRC", "TUR", "suspended")],
    ),
    (
        "Regular contacts between the German and the Russian defence ministries ceased in February 2022.",
        [("DEU", "RUS", "suspended")],
    ),
    ("Canberra and Suva have normalised defence ties.", [("AUS", "FJI", "resumed")]),
    (
        "The launch of a hotline between the coast guards of Vietnam and China was announced in Hanoi.",
        [("VNM", "CHN", "established")],
    ),
    (
        "Mexican and American officers' working group on the border was founded in 1999.",
        [("MEX", "USA", "established")],
    ),
    ("The general thanked his staff for keeping the lines of communication with the Lebanese army open.", []),
]


#: Lines known by what they run between, lines that stand for another, and what is told of them by joining, using, signing.
ENDS: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("A hotline will link the Kenyan and Ugandan naval units from Monday.", [("KEN", "UGA", "established")]),
    (
        "A further line has linked the offices of the Peruvian and Chilean army chiefs since 2015.",
        [("PER", "CHL", "established")],
    ),
    ("A direct line connects the Peruvian headquarters with the Chilean one.", [("PER", "CHL", "maintained")]),
    ("Lines were opened in 2008 between the Peruvian fleet and the Chilean fleet.", [("PER", "CHL", "established")]),
    ("Peru and Chile agreed that their forces will have a direct radio link.", [("PER", "CHL", "established")]),
    (
        "A link between the garrisons of Peru and Chile, which the Chileans had cut, was restored.",
        [("PER", "CHL", "suspended"), ("PER", "CHL", "resumed")],
    ),
    ("The link between the garrisons of Peru and Chile was working again by June.", [("PER", "CHL", "resumed")]),
    (
        "The radio link between the Peruvian and Chilean armies went back into service on Monday.",
        [("PER", "CHL", "resumed")],
    ),
    (
        "A direct telephone circuit between the Israeli command and the UN force was installed today.",
        [("ISR", "UN", "established")],
    ),
    ("The telephone between the Peruvian and Chilean commanders was restored on Friday.", [("PER", "CHL", "resumed")]),
    ("Peru's army has not answered the hotline with the Chilean army since April.", [("PER", "CHL", "suspended")]),
    ("The hotline between the Peruvian and Chilean armies is used every Tuesday.", [("PER", "CHL", "maintained")]),
    (
        "A memorandum on a direct line between the armies of Peru and Chile was signed in Lima.",
        [("PER", "CHL", "established")],
    ),
    ("The Peruvian general said that the line to the Chilean headquarters was dead.", [("PER", "CHL", "suspended")]),
    ("Peru's army switched off the line with the Chilean general staff.", [("PER", "CHL", "suspended")]),
    (
        "A hotline between the armies of Peru and Chile was opened in May. An earlier one was cut in 2012.",
        [("PER", "CHL", "established"), ("PER", "CHL", "suspended")],
    ),
    # told of two days, it was done twice; told again of one day, or of none, it was done once
    (
        "A hotline between the armies of Peru and Chile was opened in 2008. A hotline between the air forces of Peru and Chile was opened in 2015.",
        [("PER", "CHL", "established"), ("PER", "CHL", "established")],
    ),
    (
        "A hotline between the armies of Peru and Chile was opened in 2008. The hotline of the Peruvian and Chilean armies was opened in Lima.",
        [("PER", "CHL", "established")],
    ),
    ("The telephone between the commanders' desks was restored.", []),
    ("The Peruvian-Chilean military commission held its session in Lima.", []),
    ("The hotline between the armies of Peru and Chile has never been interrupted.", []),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES + ENDS)
def test_channel_events(nlp: Language, text: str, expected: list[tuple[str, str, str]]) -> None:
    from milchannels.language.pipeline import extract_docs
    from milchannels.records import Article

    article = Article(id="a", title=None, published=PUBLISHED, text=text)
    (extraction,) = extract_docs(nlp, [article])
    told = sorted((*sorted(event.countries), event.action) for event in extraction.channel_events)
    assert told == sorted((*sorted(sides), action) for *sides, action in expected)


@pytest.mark.model
def test_the_quote_stands_where_the_offsets_say(nlp: Language) -> None:
    from milchannels.language.pipeline import extract_docs
    from milchannels.records import Article

    text = "It rained.\n\n  Japan and China opened a military hotline in May 2022. It still rained."
    (extraction,) = extract_docs(nlp, [Article(id="a", title=None, published=PUBLISHED, text=text)])
    (event,) = extraction.channel_events
    assert text[event.start : event.end] == event.evidence == "Japan and China opened a military hotline in May 2022."
    assert event.date == "2022-05"
    assert event.channel == "a military hotline"


@pytest.mark.parametrize(
    ("action", "mood", "expected"),
    [
        ("established", "told", "established"),
        ("established", "agreed", "established"),
        ("established", "wished", "proposed"),
        ("resumed", "wished", "proposed"),
        ("suspended", "wished", None),
        ("maintained", "wished", None),
        ("proposed", "agreed", "established"),
        ("suspended", "none", None),
    ],
)
def test_settle(action: str, mood: str, expected: str | None) -> None:
    assert settle(action, mood) == expected  # type: ignore[arg-type]


def test_every_word_of_the_lexicon_is_lower_case_text() -> None:
    lexicon = words()
    told = [*lexicon.verbs, *lexicon.nouns, *lexicon.modifiers, *(w for group in lexicon.sets.values() for w in group)]
    assert [w for w in told if not isinstance(w, str) or w != w.lower()] == []
    assert {e.action for entries in lexicon.verbs.values() for e in entries} == {
        "suspended",
        "resumed",
        "established",
        "maintained",
        "proposed",
    }
