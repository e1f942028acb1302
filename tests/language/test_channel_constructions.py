"""Sentences about lines between militaries in, what is told of them out: many constructions of each act, for and against."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

#: Text, and "SIDE SIDE action" for each event.
CASES: list[tuple[str, list[str]]] = [
    ("Greece and Turkey agreed on Monday to set up a hotline between their general staffs.", ["GRC TUR established"]),
    (
        "A direct telephone line between the defence ministers of Japan and China went into service on Monday.",
        ["JPN CHN established"],
    ),
    ("The first hotline linking the two Koreas' navies was switched on in 2004.", ["KOR PRK established"]),
    ("Ethiopia and Eritrea have opened a line of communication between their armies.", ["ETH ERI established"]),
    (
        "Under the accord, Serbia and Kosovo's NATO-led force will have a hotline at their disposal.",
        ["SRB NATO established"],
    ),
    (
        "The Philippines and Vietnam signed a memorandum creating a hotline between their coast guards.",
        ["PHL VNM established"],
    ),
    (
        "Colombia and Venezuela inaugurated a communication channel between their border commanders on Friday.",
        ["COL VEN established"],
    ),
    (
        "The defence ministries of Poland and Ukraine have created a joint working group of military engineers.",
        ["POL UKR established"],
    ),
    (
        "A deconfliction channel for Syria was agreed on by the U.S. and Russian militaries in 2015.",
        ["USA RUS established"],
    ),
    ("China has cancelled three military dialogues with the United States.", ["USA CHN suspended"]),
    ("Beijing broke off the military dialogue with Washington.", ["CHN USA suspended"]),
    ("The military hotline between Seoul and Pyongyang has been silent since the spring.", ["KOR PRK suspended"]),
    (
        "Moscow said it was suspending the memorandum on flight safety in Syria and the hotline that goes with it with the United States.",
        ["USA RUS suspended"],
    ),
    ("NATO froze all contacts with the Russian military in 2014.", ["RUS NATO suspended"]),
    ("Contacts between the general staffs of Armenia and Turkey have been interrupted.", ["ARM TUR suspended"]),
    ("Australia's defence cooperation with Myanmar was halted after the coup.", ["AUS MMR suspended"]),
    ("Indonesia put its military cooperation with Australia on ice.", ["AUS IDN suspended"]),
    ("The army-to-army channel between Khartoum and Juba has been closed.", ["SDN SSD suspended"]),
    ("The military hotline between the two Koreas was restored on Tuesday.", ["KOR PRK resumed"]),
    ("China and the United States resumed military-to-military communication in November.", ["CHN USA resumed"]),
    (
        "Washington and Beijing have agreed to restore high-level military-to-military communications.",
        ["USA CHN resumed"],
    ),
    ("Military ties between Egypt and Qatar are back to normal.", ["EGY QAT resumed"]),
    ("Military talks between Thailand and Cambodia started again after a pause of two years.", ["THA KHM resumed"]),
    ("Turkey and Egypt revived their joint military committee.", ["TUR EGY resumed"]),
    ("Pakistan's and Afghanistan's border commands reactivated their hotline.", ["PAK AFG resumed"]),
    ("The severed military line between Seoul and Pyongyang is to be reconnected.", ["KOR PRK resumed"]),
    (
        "U.S. Defense Secretary Lloyd Austin called for a hotline between American and Chinese theater commanders.",
        ["USA CHN proposed"],
    ),
    ("Japan has proposed to China that a hotline be set up between their air forces.", ["CHN JPN proposed"]),
    ("The Philippines is considering a hotline with the Chinese navy.", ["CHN PHL proposed"]),
    ("Seoul offered to reopen the military hotline with Pyongyang.", ["KOR PRK proposed"]),
    (
        "Talks are under way between Greece and Albania on a direct line between their coast guards and navies.",
        ["GRC ALB proposed"],
    ),
    (
        "A hotline between the Indian and Chinese headquarters has been under discussion for years.",
        ["IND CHN proposed"],
    ),
    ("Estonia would like a direct line to the Russian border command.", ["RUS EST proposed"]),
    ("The idea of a hotline between the Saudi and Iranian militaries was floated on Monday.", ["SAU IRN proposed"]),
    ("Israel and Russia plan to establish a joint military working group.", ["ISR RUS proposed"]),
    (
        "Plans for a crisis communications channel between the U.S. and Chinese militaries have made no headway.",
        ["USA CHN proposed"],
    ),
    ("The deconfliction line between the U.S. and Russian militaries in Syria remains open.", ["USA RUS maintained"]),
    ("The hotline between the Turkish and the Russian general staffs continues to work.", ["TUR RUS maintained"]),
    ("The United States and Russia have kept open a deconfliction line over Syria.", ["USA RUS maintained"]),
    (
        "The two sides agreed to maintain the hotline between the Jordanian and the Israeli armies.",
        ["JOR ISR maintained"],
    ),
    ("Military contacts between Finland and Russia go on at the level of the border guards.", ["FIN RUS maintained"]),
    ("Kenya and Uganda opened a bus line between Busia and Kampala.", []),
    ("China's Wei Fenghe and his American counterpart talked on the phone.", []),
    ("There is no hotline between Taiwan's and China's militaries.", []),
    ("France and Italy resumed football matches between their armies.", []),
    ("Serbia suspended an officer who had talked to a Croatian newspaper over the army hotline.", []),
    (
        "A hotline between the Japanese and the Chinese defence ministries, first proposed by Tokyo in 2010, exists on paper only.",
        ["JPN CHN proposed"],
    ),
    (
        "The two ministers, Yasukazu Hamada of Japan and Li Shangfu of China, announced the start of a military hotline.",
        ["JPN CHN established"],
    ),
    (
        "Austin pressed his Chinese counterpart for the resumption of military-to-military communications.",
        ["USA CHN proposed"],
    ),
    ("The freeze on military contacts between Ankara and Athens was lifted in May.", ["TUR GRC resumed"]),
    (
        "Military contacts between Ankara and Athens, cut in 2020, were restored in May.",
        ["TUR GRC suspended", "TUR GRC resumed"],
    ),
    (
        "An agreement reached in 2018 put the military line between Seoul and Pyongyang back in operation.",
        ["KOR PRK resumed"],
    ),
    (
        "The hotline, which Pyongyang had cut in 2016, came back to life in 2018, when the armies of South and North Korea spoke over it.",
        ["PRK KOR suspended", "PRK KOR resumed"],
    ),
    (
        "Washington wants Chinese theater commanders to pick up the phone and has proposed a direct line to them.",
        ["USA CHN proposed"],
    ),
    ("Tehran turned down a U.S. offer of a hotline between their navies in the Gulf.", []),
    ("Ankara has offered Athens a hotline between the two air forces.", ["TUR GRC proposed"]),
    ("Ankara is pushing for a hotline between the Turkish and the Greek air forces.", ["TUR GRC proposed"]),
    ("Setting up a hotline between the Turkish and the Greek air forces was discussed.", ["TUR GRC proposed"]),
    ("They talked about setting up a hotline between the Turkish and the Greek air forces.", ["TUR GRC proposed"]),
    ("The Turkish and the Greek general staffs will set up a hotline by the end of the year.", ["TUR GRC established"]),
    ("The Turkish and the Greek general staffs decided on the establishment of a hotline.", ["TUR GRC established"]),
    ("Agreement was reached on a hotline between the Turkish and the Greek general staffs.", ["TUR GRC established"]),
    (
        "The ministers of Turkey and Greece signed a protocol under which their general staffs get a direct line.",
        ["TUR GRC established"],
    ),
    (
        "With the signing of the protocol a direct line between the Turkish and the Greek general staffs came into being.",
        ["TUR GRC established"],
    ),
    ("In 2002 Turkey and Greece had laid a direct line between their general staffs.", ["TUR GRC established"]),
    ("Turkey's general staff has severed its direct line to the Greek one.", ["GRC TUR suspended"]),
    ("The Greek side hung up the hotline to the Turkish general staff for good.", ["TUR GRC suspended"]),
    ("Turkey and Greece halted their military-to-military talks.", ["TUR GRC suspended"]),
    ("The military dialogue between Turkey and Greece broke down in 2020.", ["TUR GRC suspended"]),
    ("Since 2020 the military dialogue between Turkey and Greece has been at a standstill.", ["TUR GRC suspended"]),
    (
        "After the incident Athens suspended the confidence-building talks between the two militaries, Greek and Turkish.",
        ["GRC TUR suspended"],
    ),
    (
        "Military-to-military channels between Washington and Beijing, which China shut after the visit to Taipei, remain closed.",
        ["CHN USA suspended"],
    ),
    ("China has shut most channels between its military and the Pentagon.", ["USA CHN suspended"]),
    (
        "The defence policy coordination talks between China and the United States were cancelled by Beijing in August.",
        ["CHN USA suspended"],
    ),
    ("Beijing agreed to reopen the channels between the Chinese military and the Pentagon.", ["CHN USA resumed"]),
    ("Beijing is ready to reopen the channels between the Chinese military and the Pentagon.", ["CHN USA proposed"]),
    (
        "General Li said that the channels between the Chinese military and the Pentagon would be opened again.",
        ["CHN USA resumed"],
    ),
    (
        "Both armies, the Indian and the Chinese, will keep using the hotline between their headquarters.",
        ["IND CHN maintained"],
    ),
    ("India and China vowed to keep the lines of communication between their militaries open.", ["IND CHN maintained"]),
    (
        "The deconfliction channel between the U.S. and Russian forces has worked without a hitch.",
        ["USA RUS maintained"],
    ),
    ("The line between the U.S. and the Russian command in Syria is tested every day.", ["USA RUS maintained"]),
    (
        "Talks on opening a direct line between the headquarters of the Indian and the Pakistani navies stalled.",
        ["IND PAK proposed"],
    ),
    (
        "Austin raised the resumption of theater commander talks between the two militaries with Wei, his Chinese counterpart.",
        ["CHN USA proposed"],
    ),
    ("Canada ended its military cooperation with Russia in March.", ["RUS CAN suspended"]),
    ("Finland's army stopped its exchanges with the Russian army after the invasion.", ["RUS FIN suspended"]),
    (
        "Russia and Norway have kept their hotline between Bodø and Severomorsk open through the war.",
        ["RUS NOR maintained"],
    ),
    (
        "The hotline between the Norwegian joint headquarters and Russia's Northern Fleet, tested weekly, is one of the few links left.",
        ["NOR RUS maintained"],
    ),
    ("Norway keeps up its hotline to the Northern Fleet in Severomorsk.", ["RUS NOR maintained"]),
    ("A coordination cell of the Turkish and the Russian militaries was set up in Aleppo.", ["TUR RUS established"]),
    (
        "A memorandum on the avoidance of incidents at sea between the Royal Navy and the Soviet navy, with radio channels of its own, was signed in 1986.",
        [],
    ),
    ("India and Australia raised their defence dialogue to the level of ministers.", []),
    ("Poland and Belarus's border guards still maintain a telephone line.", ["POL BLR maintained"]),
    ("Ghana's and Togo's armies are to be linked by a hotline.", ["GHA TGO established"]),
    ("Mali's junta broke off defence ties with France.", ["FRA MLI suspended"]),
    ("Niger has denounced its military agreements with France and cut military ties.", ["FRA NER suspended"]),
    ("Egypt and Israel reopened the liaison office of their armies.", ["EGY ISR resumed"]),
    ("Military relations between Chile and Bolivia were re-established in 2010.", ["CHL BOL resumed"]),
    ("Washington restored military ties with Jakarta in 2005.", ["USA IDN resumed"]),
    (
        "The commanders of the Thai and the Malaysian border forces inaugurated a hotline on Monday.",
        ["THA MYS established"],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_channel_events_by_construction(nlp: Language, text: str, expected: list[str]) -> None:
    from milchannels.language.pipeline import extract_docs
    from milchannels.records import Article

    article = Article(id="a", text=text, published=dt.date(2023, 5, 30))
    events = next(extract_docs(nlp, [article])).channel_events

    assert [" ".join([*e.countries, e.action]) for e in events] == expected
