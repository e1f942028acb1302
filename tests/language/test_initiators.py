"""Texts that tell of one contact in, who asked for it out: by words of asking, by who started it, or by nothing at all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from helpers import only, run

from milchannels.language.asking import words

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = dt.date(2022, 11, 9)

#: Texts in which a side asked for the contact, with the side.
TOLD: list[tuple[str, str]] = [
    (
        "POL",
        "Poland's chief of the general staff, Gen. Rajmund Andrzejczak, and the chief of the Belarusian General Staff, Maj. Gen. Viktor Gulevich, talked by phone on Tuesday. The conversation took place at Warsaw's request.",
    ),
    (
        "JPN",
        "At Tokyo's initiative, Defense Minister Yasukazu Hamada and South Korean Defense Minister Lee Jong-sup held a video call on Monday.",
    ),
    (
        "CHN",
        "U.S. Defense Secretary Lloyd Austin met Chinese Defense Minister Wei Fenghe in Phnom Penh on Tuesday, at the invitation of the Chinese side.",
    ),
    (
        "DEU",
        "French armed forces minister Sébastien Lecornu got a call on Monday from German Defence Minister Christine Lambrecht.",
    ),
    ("RUS", "Finnish Defence Minister Antti Kaikkonen was called by Russian Defense Minister Sergei Shoigu on Monday."),
    (
        "USA",
        "The telephone conversation between Lt. Gen. Tod Wolters of the United States and Colonel General Alexander Zhuravlyov of Russia had been requested by the Pentagon.",
    ),
    ("USA", "U.S. General Mark Milley requested a phone call with Chinese General Li Zuocheng on Monday."),
    ("VNM", "Vietnamese Defence Minister Phan Van Giang has invited Indian Defence Minister Rajnath Singh to Hanoi."),
    (
        "VNM",
        "Indian Defence Minister Rajnath Singh visited Hanoi on Monday at the invitation of his Vietnamese counterpart, Phan Van Giang.",
    ),
    ("GRC", "Greek Defence Minister Nikos Panagiotopoulos proposed a meeting to his Turkish counterpart Hulusi Akar."),
    ("KOR", "Seoul offered Pyongyang military talks on Monday."),
    ("ISR", "Israeli Defense Minister Benny Gantz asked to speak with Egyptian Defense Minister Mohamed Zaki."),
    (
        "ISR",
        "It was Israel that asked for Monday's meeting between Defense Minister Benny Gantz and Jordanian army chief Yousef Huneiti.",
    ),
    (
        "ISR",
        "Defense Minister Benny Gantz of Israel and Jordanian army chief Yousef Huneiti met on Monday. It was the Israelis who had initiated the meeting.",
    ),
    (
        "IRN",
        "Iranian Defence Minister Mohammad Reza Ashtiani placed a call to Armenian Defence Minister Suren Papikyan on Monday.",
    ),
    (
        "IRN",
        "Iranian Defence Minister Mohammad Reza Ashtiani and Armenian Defence Minister Suren Papikyan spoke on Monday in a call initiated by Tehran.",
    ),
    (
        "UKR",
        "British Defence Secretary Ben Wallace and Ukrainian Defence Minister Oleksii Reznikov held talks on Monday in response to a request from Kyiv.",
    ),
    (
        "USA",
        "Chinese Defense Minister Wei Fenghe accepted U.S. Defense Secretary Lloyd Austin's invitation to visit Washington.",
    ),
    (
        "FIN",
        "On the initiative of the Finnish party, Lt. Gen. Vesa Virtanen and Lt. Gen. Leif Michael Gunnerson, the Swedish chief of staff, met in Tornio on Monday.",
    ),
    (
        "BRA",
        "Brazil's army commander, Gen. Marco Antônio Freire Gomes, phoned his Bolivian counterpart, Gen. Hugo Arandia, on Monday.",
    ),
    (
        "BOL",
        "Brazil's army commander, Gen. Marco Antônio Freire Gomes, returned a phone call from his Bolivian counterpart, Gen. Hugo Arandia, on Monday.",
    ),
    (
        "RUS",
        "U.S. Defense Secretary Lloyd Austin spoke by phone with Russian Defense Minister Sergei Shoigu on Monday. Moscow had sought the call.",
    ),
    (
        "RUS",
        "U.S. Defense Secretary Lloyd Austin spoke by phone with Russian Defense Minister Sergei Shoigu on Monday. The Russian ministry said the conversation had been initiated by the Russian side.",
    ),
    ("TUN", "General Mohamed Ghoul of Tunisia invited Libyan General Mohamed al-Haddad to the exercise."),
    (
        "GBR",
        "The Kremlin's defence minister, Sergei Shoigu, took a call from Ben Wallace, the British defence secretary, on Monday.",
    ),
    (
        "ITA",
        "The Italian chief of defence, Admiral Giuseppe Cavo Dragone, reached out by phone on Monday to his Serbian counterpart, General Milan Mojsilović.",
    ),
    ("USA", "Gen. Mark Milley initiated a call with Gen. Valery Gerasimov of Russia on Monday."),
    ("RUS", "Gen. Mark Milley spoke on Monday with Russian Gen. Valery Gerasimov, who had initiated the call."),
    (
        "TUR",
        "Gen. Yasar Guler, Turkey's chief of staff, tried on Monday to reach Greek Gen. Konstantinos Floros by phone, but nobody picked up.",
    ),
    (
        "KEN",
        "Kenya's defence chief, Gen. Robert Kibochi, summoned Uganda's defence attaché, Col. Peter Okello, on Monday.",
    ),
    (
        "RUS",
        "The talks in Geneva on Monday between Lt. Gen. Ivan Petrov of Russia and Lt. Gen. John Smith of the United States were convened at Russian request.",
    ),
    (
        "USA",
        "The hour-long telephone talks came at the suggestion of Lt. Gen. John Smith of the United States, the staff of Lt. Gen. Ivan Petrov of Russia said.",
    ),
    (
        "IND",
        "Pakistan's Director General of Military Operations, Maj. Gen. Kashif Abdullah, spoke by hotline with India's Lt. Gen. Rajiv Ghai on Monday at the latter's request.",
    ),
    (
        "IND",
        "Pakistan's Director General of Military Operations, Maj. Gen. Kashif Abdullah, and India's Lt. Gen. Rajiv Ghai spoke by hotline on Monday after the Indian officer asked for a conversation.",
    ),
    (
        "LBN",
        "French Defence Minister Sébastien Lecornu travelled to Beirut on Monday at the Lebanese government's invitation and met army chief Gen. Joseph Aoun of Lebanon.",
    ),
    (
        "ARG",
        "Responding to an Argentine request, Chilean Defence Minister Maya Fernández met Argentine Defence Minister Jorge Taiana in Mendoza on Monday.",
    ),
    (
        "ESP",
        "A call came in on Monday from Spanish Defence Minister Margarita Robles, Moroccan Defence Minister Abdeltif Loudiyi said.",
    ),
    (
        "RUS",
        "Gen. Mark Milley met Russian Gen. Valery Gerasimov in Helsinki on Monday. It was the Russians who asked that the two generals get together.",
    ),
    (
        "PER",
        "The talks between the militaries of Peru and Chile were started in 1986, at the proposal of the Peruvian government.",
    ),
    (
        "USA",
        "Li Shangfu, China's defence minister, declined a meeting that Washington had sought for Defense Secretary Lloyd Austin.",
    ),
    ("KOR", "South Korea proposed to North Korea on Monday that their militaries hold talks at Panmunjom."),
    ("KOR", "South Korea on Monday proposed holding military talks with North Korea at Panmunjom."),
    ("SWE", "Sweden's Defence Minister Pål Jonson sent a message to his Turkish counterpart, Hulusi Akar, on Monday."),
    (
        "SWE",
        "A message to Turkish Defence Minister Hulusi Akar was delivered by Swedish Defence Minister Pål Jonson's office on Monday.",
    ),
    ("SWE", "Swedish Defence Minister Pål Jonson's letter to Turkish Defence Minister Hulusi Akar was dated Monday."),
    ("NOR", "Norway's defence ministry summoned the Russian defence attaché, Col. Ivan Petrov."),
    (
        "USA",
        "In a phone call to Russian Defense Minister Sergei Shoigu on Monday, U.S. Defense Secretary Lloyd Austin protested the strike.",
    ),
    (
        "USA",
        "U.S. Defense Secretary Lloyd Austin's phone call to Russian Defense Minister Sergei Shoigu on Monday lasted an hour.",
    ),
    ("USA", "U.S. Defense Secretary Lloyd Austin got Russian Defense Minister Sergei Shoigu on the phone on Monday."),
    (
        "USA",
        "U.S. Defense Secretary Lloyd Austin rang up Russian Defense Minister Sergei Shoigu on Monday to complain.",
    ),
    ("USA", "U.S. Defense Secretary Lloyd Austin contacted Russian Defense Minister Sergei Shoigu on Monday."),
    ("USA", "Calls placed by the Pentagon to Russian Defense Minister Sergei Shoigu went unanswered."),
    (
        "USA",
        "Russian Defense Minister Sergei Shoigu has not answered a call from U.S. Defense Secretary Lloyd Austin since Monday.",
    ),
    (
        "USA",
        "U.S. Defense Secretary Lloyd Austin sought to speak to Chinese Defense Minister Wei Fenghe on Monday, but Beijing refused.",
    ),
    (
        "USA",
        "The Pentagon said it had asked for a call between Defense Secretary Lloyd Austin and Chinese Defense Minister Wei Fenghe; Beijing turned it down.",
    ),
    (
        "USA",
        "China has rejected a U.S. request for Defense Secretary Lloyd Austin to meet Chinese Defense Minister Li Shangfu in Singapore.",
    ),
    (
        "USA",
        "Beijing turned down the Pentagon's proposal for a meeting between Defense Secretary Lloyd Austin and Chinese Defense Minister Li Shangfu.",
    ),
    (
        "IND",
        "Bangladesh's army chief, Gen. Waker-uz-Zaman, has been invited to New Delhi by his Indian counterpart, Gen. Manoj Pande.",
    ),
    (
        "IND",
        "India's Gen. Manoj Pande extended an invitation to Bangladesh's army chief, Gen. Waker-uz-Zaman, to visit New Delhi.",
    ),
    ("IND", "During the meeting India's Gen. Manoj Pande invited Bangladesh's army chief, Gen. Waker-uz-Zaman."),
    (
        "PAK",
        "The meeting between Brig. Matin Ahmed of Pakistan and Brig. Vikas Sharma of India was held on Monday after the Pakistani side requested it.",
    ),
    (
        "PAK",
        "The sector commanders, Brig. Matin Ahmed of Pakistan and Brig. Vikas Sharma of India, met on Monday. The flag meeting was called by Pakistan.",
    ),
    (
        "PAK",
        "The sector commanders, Brig. Matin Ahmed of Pakistan and Brig. Vikas Sharma of India, met on Monday. The meeting followed a request from the Pakistan Rangers.",
    ),
    (
        "PAK",
        "The sector commanders, Brig. Matin Ahmed of Pakistan and Brig. Vikas Sharma of India, met on Monday. Pakistan had called for the meeting.",
    ),
    (
        "CHN",
        "At the invitation of Chinese Defense Minister Wei Fenghe, Vietnamese Defence Minister Phan Van Giang will pay an official visit to China in December.",
    ),
    ("GBR", "It was General Sir Nick Carter of Britain who rang Russia's General Valery Gerasimov on Monday."),
    ("GBR", "Russia's General Valery Gerasimov had a call on Monday from General Sir Nick Carter of Britain."),
    (
        "GBR",
        "The call on Monday between General Valery Gerasimov of Russia and General Sir Nick Carter of Britain was made at British request.",
    ),
    (
        "GBR",
        "General Sir Nick Carter of Britain spoke on Monday with General Valery Gerasimov of Russia. The Briton had asked for the conversation.",
    ),
    (
        "RUS",
        "General Sir Nick Carter of Britain spoke on Monday with General Valery Gerasimov of Russia, on the Russian's initiative.",
    ),
    (
        "RUS",
        "General Sir Nick Carter of Britain spoke on Monday with General Valery Gerasimov of Russia. The initiative came from the Russian side.",
    ),
    (
        "RUS",
        "General Sir Nick Carter of Britain spoke on Monday with General Valery Gerasimov of Russia. The initiative for the call came from Moscow.",
    ),
    (
        "RUS",
        "Monday's conversation between General Sir Nick Carter of Britain and General Valery Gerasimov of Russia was the Russians' idea.",
    ),
    (
        "RUS",
        "General Sir Nick Carter of Britain spoke on Monday with General Valery Gerasimov of Russia; the latter had requested the talk.",
    ),
    (
        "TUR",
        "Greek Defence Minister Nikos Dendias spoke on Monday with Yasar Guler, his Turkish counterpart, who had wanted the call.",
    ),
    (
        "TUR",
        "Greek Defence Minister Nikos Dendias agreed on Monday to a Turkish request for a meeting with Defence Minister Yasar Guler.",
    ),
    (
        "GRC",
        "Turkish Defence Minister Yasar Guler flew to Athens on Monday, invited by his Greek counterpart, Nikos Dendias, and the two met at the ministry.",
    ),
    ("JOR", "Jordan's army chief, Maj. Gen. Yousef Huneiti, asked Israeli Defense Minister Benny Gantz for a meeting."),
    (
        "JOR",
        "Israeli Defense Minister Benny Gantz met Jordan's army chief, Maj. Gen. Yousef Huneiti, on Monday. The Jordanians had pushed for the meeting for weeks.",
    ),
    (
        "JOR",
        "Israeli Defense Minister Benny Gantz met Jordan's army chief, Maj. Gen. Yousef Huneiti, on Monday after Amman asked for talks.",
    ),
    (
        "JOR",
        "Israeli Defense Minister Benny Gantz met Jordan's army chief, Maj. Gen. Yousef Huneiti, on Monday in response to an urgent appeal from Amman.",
    ),
    (
        "JOR",
        "A request by Jordan for talks between army chief Maj. Gen. Yousef Huneiti and Israeli Defense Minister Benny Gantz has gone unanswered.",
    ),
    (
        "JOR",
        "Israel has yet to reply to a Jordanian request for a meeting between army chief Maj. Gen. Yousef Huneiti and Israeli Defense Minister Benny Gantz.",
    ),
    (
        "JOR",
        "Through its attaché, Jordan sought a meeting of its army chief, Maj. Gen. Yousef Huneiti, with Israeli Defense Minister Benny Gantz.",
    ),
    (
        "JOR",
        "Jordan's offer of talks between army chief Maj. Gen. Yousef Huneiti and Israeli Defense Minister Benny Gantz stands.",
    ),
    ("CAN", "Canadian Defence Minister Anita Anand wrote to Norwegian Defence Minister Bjørn Arild Gram on Monday."),
    (
        "NOR",
        "Canadian Defence Minister Anita Anand received a letter on Monday from Norwegian Defence Minister Bjørn Arild Gram.",
    ),
    (
        "NOR",
        "Canadian Defence Minister Anita Anand answered on Monday a letter from Norwegian Defence Minister Bjørn Arild Gram.",
    ),
    (
        "NOR",
        "A telegram of condolence from Norwegian Defence Minister Bjørn Arild Gram reached Canadian Defence Minister Anita Anand on Monday.",
    ),
    # letters, and calls of courtesy
    (
        "KEN",
        "In a letter that reached Ethiopian Defence Minister Abraham Belay on Friday, Kenyan Defence Minister Monica Juma complained of the flights.",
    ),
    (
        "KEN",
        "A letter of Kenyan Defence Minister Monica Juma was handed to Ethiopian Defence Minister Abraham Belay on Friday.",
    ),
    (
        "KEN",
        "Kenyan Defence Minister Monica Juma's letter to Ethiopian Defence Minister Abraham Belay went unanswered.",
    ),
    (
        "KEN",
        "In a letter to Ethiopian Defence Minister Abraham Belay, Kenyan Defence Minister Monica Juma asked for more patrols.",
    ),
    (
        "KEN",
        "Kenyan Defence Minister Monica Juma congratulated Ethiopian Defence Minister Abraham Belay by phone on Monday.",
    ),
    (
        "ETH",
        "Kenyan Defence Minister Monica Juma spoke by phone with Ethiopian Defence Minister Abraham Belay at his request.",
    ),
    (
        "KEN",
        "Ethiopian Defence Minister Abraham Belay did not pick up when Kenyan Defence Minister Monica Juma called on Monday.",
    ),
]

#: Texts in which nobody is told to have asked for it, though they have words of asking.
UNTOLD: list[str] = [
    "U.S. Defense Secretary Lloyd Austin spoke by phone with Russian Defense Minister Sergei Shoigu on Monday. It was not clear which side had asked for the call.",
    "U.S. Defense Secretary Lloyd Austin met Russian Defense Minister Sergei Shoigu on Monday. The two discussed the American request for access to the site.",
    "The meeting between U.S. Defense Secretary Lloyd Austin and Russian Defense Minister Sergei Shoigu was postponed at the request of the Russian side.",
    "U.S. Defense Secretary Lloyd Austin met Russian Defense Minister Sergei Shoigu on Monday and rejected a Russian proposal for a joint patrol.",
    "U.S. Defense Secretary Lloyd Austin spoke with Russian Defense Minister Sergei Shoigu on Monday. Austin requested an immediate ceasefire.",
    "U.S. Defense Secretary Lloyd Austin and Russian Defense Minister Sergei Shoigu met on Monday. At the request of the Americans, no photographs were taken.",
    "Chinese Defense Minister Wei Fenghe met Singapore's Ng Eng Hen, the defence minister, on Monday and asked for more trade.",
    "French Defence Minister Sébastien Lecornu received Polish Defence Minister Mariusz Błaszczak on Monday. Błaszczak asked for howitzers.",
    "French Defence Minister Sébastien Lecornu and Polish Defence Minister Mariusz Błaszczak spoke by phone on Monday. France called for restraint.",
    "Canadian Defence Minister Anita Anand and Norwegian Defence Minister Bjørn Arild Gram met on Monday. Ms. Anand suggested a joint exercise.",
    "Kenyan Defence Minister Monica Juma and Ethiopian Defence Minister Abraham Belay exchanged letters in May.",
    "Kenyan Defence Minister Monica Juma had Ethiopian Defence Minister Abraham Belay on the phone on Monday.",
]


@pytest.mark.model
@pytest.mark.parametrize(("initiator", "text"), TOLD)
def test_who_asked(nlp: Language, initiator: str, text: str) -> None:
    draft = only(run(nlp, text, PUBLISHED)[1])

    assert draft.initiator == initiator


@pytest.mark.model
@pytest.mark.parametrize("text", UNTOLD)
def test_nobody_is_told_to_have_asked(nlp: Language, text: str) -> None:
    draft = only(run(nlp, text, PUBLISHED)[1])

    assert draft.initiator is None


def test_the_words() -> None:
    lex = words()

    assert {"request", "initiative", "invitation"} <= lex.nouns
    assert lex.verbs["ask"] == {"for"}
    assert not lex.verbs.keys() & lex.inviting
