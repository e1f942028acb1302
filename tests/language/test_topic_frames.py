"""Texts that tell of one contact in, its topics out: by verbs, frames, lists, statements and what opens a sentence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from helpers import only, run

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = dt.date(2024, 11, 9)

CASES: list[tuple[str, list[str]]] = [
    (
        "General Jussi Kallio of Finland met General Oleg Salyukov of Russia in Vyborg on Tuesday. Exercises of Russia and "
        "NATO near the border, and the loss of a drone, were discussed, according to an aide.",
        ["Exercises of Russia and NATO near the border", "loss of a drone"],
    ),
    (
        "General Jussi Kallio of Finland met General Oleg Salyukov of Russia in Vyborg on Tuesday. The border between "
        "Finland and Russia was discussed.",
        ["border between Finland and Russia"],
    ),
    (
        "Portuguese Defence Minister Helena Carreiras met her Cape Verdean counterpart, Janine Lélis, in Praia on Tuesday. The agenda included patrol boats and the fight against drug trafficking.",
        ["patrol boats", "fight against drug trafficking"],
    ),
    (
        "Portuguese Defence Minister Helena Carreiras met her Cape Verdean counterpart, Janine Lélis, in Praia on Tuesday to discuss patrol boats.",
        ["patrol boats"],
    ),
    (
        "Portuguese Defence Minister Helena Carreiras met her Cape Verdean counterpart, Janine Lélis, in Praia on Tuesday for talks on patrol boats and coastal radar.",
        ["patrol boats", "coastal radar"],
    ),
    (
        "Gen. Michael Kurilla of the United States spoke by phone with Jordanian army chief Yousef Huneiti on Tuesday. The two commanders exchanged views on the situation in southern Syria and ways to boost bilateral military cooperation.",
        ["situation in southern Syria", "ways to boost bilateral military cooperation"],
    ),
    (
        "Gen. Michael Kurilla of the United States spoke by phone with Jordanian army chief Yousef Huneiti on Tuesday. He told him that the air defence batteries would arrive in May.",
        ["air defence batteries"],
    ),
    (
        "Gen. Michael Kurilla of the United States spoke by phone with Jordanian army chief Yousef Huneiti on Tuesday. During the call they emphasized the importance of the strategic partnership between the two countries.",
        ["strategic partnership between the two countries"],
    ),
    (
        "Kazakh Defence Minister Ruslan Zhaksylykov and Turkish Defence Minister Yasar Guler met in Astana on Tuesday. Particular attention was paid to the joint production of drones.",
        ["joint production of drones"],
    ),
    (
        "Kazakh Defence Minister Ruslan Zhaksylykov and Turkish Defence Minister Yasar Guler met in Astana on Tuesday. The conversation turned to Afghanistan.",
        ["Afghanistan"],
    ),
    (
        "Kazakh Defence Minister Ruslan Zhaksylykov and Turkish Defence Minister Yasar Guler met in Astana on Tuesday. The sides also agreed to expand exchanges between their military academies.",
        ["exchanges between their military academies"],
    ),
    (
        "Kazakh Defence Minister Ruslan Zhaksylykov received Turkish Defence Minister Yasar Guler in Astana on Tuesday. According to the ministry, defence industry projects took up most of the talks.",
        ["defence industry projects"],
    ),
    (
        "Admiral Rob Bauer of NATO and General Vladimir Zarudnitsky of Russia met in Baku on Tuesday. The prevention of incidents at sea was the main subject.",
        ["prevention of incidents at sea"],
    ),
    (
        "Admiral Rob Bauer of NATO and General Vladimir Zarudnitsky of Russia met in Baku on Tuesday. High on the list was the transparency of exercises.",
        ["transparency of exercises"],
    ),
    (
        "Admiral Rob Bauer of NATO and General Vladimir Zarudnitsky of Russia met in Baku on Tuesday. The meeting was devoted to the transparency of exercises.",
        ["transparency of exercises"],
    ),
    (
        "Admiral Rob Bauer of NATO and General Vladimir Zarudnitsky of Russia talked about the transparency of exercises over lunch in Baku on Tuesday.",
        ["transparency of exercises"],
    ),
    (
        "Brazilian Defence Minister José Múcio phoned his Guyanese colleague on Tuesday about the troop movements near Essequibo.",
        ["troop movements near Essequibo"],
    ),
    (
        "Brazilian Defence Minister José Múcio met Guyana's chief of staff, Brig. Omar Khan, in Boa Vista on Tuesday over the troop movements near Essequibo.",
        ["troop movements near Essequibo"],
    ),
    (
        "The Essequibo dispute dominated Tuesday's meeting between Brazilian Defence Minister José Múcio and Guyana's chief of staff, Brig. Omar Khan.",
        ["Essequibo dispute"],
    ),
    (
        "Brazilian Defence Minister José Múcio met Guyana's chief of staff, Brig. Omar Khan, on Tuesday. Múcio asked for an explanation of the overflights.",
        ["explanation of the overflights"],
    ),
    (
        "Brazilian Defence Minister José Múcio met Guyana's chief of staff, Brig. Omar Khan, on Tuesday. What they talked about was the airstrip at Lethem.",
        ["airstrip at Lethem"],
    ),
    (
        "Brazilian Defence Minister José Múcio met Guyana's chief of staff, Brig. Omar Khan, on Tuesday. Both expressed concern over illegal mining.",
        ["illegal mining"],
    ),
    (
        "Brazilian Defence Minister José Múcio met Guyana's chief of staff, Brig. Omar Khan, on Tuesday, with illegal mining as the main topic.",
        ["illegal mining"],
    ),
    (
        "Defence Minister Bill Blair of Canada briefed his Latvian colleague, Andris Sprūds, by phone on Tuesday on the deployment of tanks.",
        ["deployment of tanks"],
    ),
    (
        "Defence Minister Bill Blair of Canada and his Latvian colleague, Andris Sprūds, spoke by phone on Tuesday; the deployment of tanks came up first.",
        ["deployment of tanks"],
    ),
    (
        "Defence Minister Bill Blair of Canada called his Latvian colleague, Andris Sprūds, on Tuesday to brief him on the deployment of tanks.",
        ["deployment of tanks"],
    ),
    (
        "Defence Minister Bill Blair of Canada called his Latvian colleague, Andris Sprūds, on Tuesday to congratulate him on his appointment.",
        ["appointment"],
    ),
    (
        "Defence Minister Bill Blair of Canada called his Latvian colleague, Andris Sprūds, on Tuesday and voiced concern at the delay in deliveries.",
        ["delay in deliveries"],
    ),
    (
        "Defence Minister Bill Blair of Canada called his Latvian colleague, Andris Sprūds, on Tuesday. Sprūds thanked him for the support given to Ukraine.",
        ["support given to Ukraine"],
    ),
    (
        "Defence Minister Bill Blair of Canada wrote to his Latvian colleague, Andris Sprūds, on Tuesday, asking for a say in the planning of the exercise.",
        ["say in the planning of the exercise"],
    ),
    (
        "In a letter to his Latvian colleague, Andris Sprūds, Defence Minister Bill Blair of Canada proposed a joint purchase of howitzers.",
        ["joint purchase of howitzers"],
    ),
    (
        "In his letter to Latvian Defence Minister Andris Sprūds, Bill Blair, Canada's defence minister, complained about the state of the barracks.",
        ["state of the barracks"],
    ),
    (
        "Canadian Defence Minister Bill Blair and Latvian Defence Minister Andris Sprūds signed a memorandum on the stationing of troops in Riga on Tuesday.",
        ["stationing of troops"],
    ),
    (
        "Canadian Defence Minister Bill Blair and Latvian Defence Minister Andris Sprūds met in Riga on Tuesday and signed an agreement on the protection of classified information.",
        ["protection of classified information"],
    ),
    (
        "Canadian Defence Minister Bill Blair and Latvian Defence Minister Andris Sprūds met in Riga on Tuesday to take stock of the brigade's build-up.",
        ["brigade's build-up"],
    ),
    (
        'Canadian Defence Minister Bill Blair and Latvian Defence Minister Andris Sprūds met in Riga on Tuesday. "We talked about the brigade and about drones," Blair said.',
        ["brigade", "drones"],
    ),
    (
        'Canadian Defence Minister Bill Blair and Latvian Defence Minister Andris Sprūds met in Riga on Tuesday. "We had a good conversation on air defence," Sprūds told reporters.',
        ["air defence"],
    ),
    (
        "Canadian Defence Minister Bill Blair and Latvian Defence Minister Andris Sprūds met in Riga on Tuesday. Ukraine figured prominently, officials said.",
        ["Ukraine"],
    ),
    (
        "Canadian Defence Minister Bill Blair and Latvian Defence Minister Andris Sprūds met in Riga on Tuesday. It was mostly about Ukraine.",
        ["Ukraine"],
    ),
    (
        "Canadian Defence Minister Bill Blair and Latvian Defence Minister Andris Sprūds met in Riga on Tuesday. How to keep the brigade supplied was the question before them.",
        ["How to keep the brigade supplied"],
    ),
    (
        "Canadian Defence Minister Bill Blair and Latvian Defence Minister Andris Sprūds are to meet in Riga on Tuesday, when the supply of the brigade will be discussed.",
        ["supply of the brigade"],
    ),
    (
        "Pakistan's army chief, Gen. Asim Munir, called on the Saudi defence minister, Khalid bin Salman, in Riyadh on Tuesday. The two leaders dilated upon defence collaboration.",
        ["defence collaboration"],
    ),
    (
        "Pakistan's army chief, Gen. Asim Munir, called on the Saudi defence minister, Khalid bin Salman, in Riyadh on Tuesday. They held in-depth discussions on the training of pilots.",
        ["training of pilots"],
    ),
    (
        "Chinese Defense Minister Dong Jun and Singapore's Ng Eng Hen held talks in Beijing on Tuesday. Dong said China was ready to deepen practical cooperation in naval exercises.",
        ["practical cooperation in naval exercises"],
    ),
    (
        "Chinese Defense Minister Dong Jun and Singapore's Ng Eng Hen held talks in Beijing on Tuesday. On Taiwan, Dong said that no outside interference would be tolerated.",
        ["Taiwan"],
    ),
    (
        "Chinese Defense Minister Dong Jun and Singapore's Ng Eng Hen held talks in Beijing on Tuesday. The two sides had an in-depth exchange of views on bilateral ties and the South China Sea.",
        ["bilateral ties", "South China Sea"],
    ),
    (
        "Boris Pistorius, the German defence minister, had Israel's Yoav Gallant on the line on Monday; he wanted to know about the submarines.",
        ["submarines"],
    ),
    (
        "It was over a drowned sailor that Estonia's Rear Admiral Jüri Saska rang his Finnish colleague, Rear Admiral Jori Harju, on Monday.",
        ["drowned sailor"],
    ),
    (
        "Kenya's defence minister, Aden Duale, met Somalia's defence minister, Abdulkadir Nur, in Nairobi on Monday, but not a word was said about the border wall; the talk was of uniforms.",
        ["uniforms"],
    ),
    (
        "Kenya's defence minister, Aden Duale, met Somalia's defence minister, Abdulkadir Nur, in Nairobi on Monday. Fishing rights, the Kenyan side said, had taken most of the hour.",
        ["Fishing rights"],
    ),
    (
        "Kenya's defence minister, Aden Duale, met Somalia's defence minister, Abdulkadir Nur, in Nairobi on Monday. An hour was spent on fishing rights.",
        ["fishing rights"],
    ),
    (
        "Kenya's defence minister, Aden Duale, met Somalia's defence minister, Abdulkadir Nur, in Nairobi on Monday. The price of uniforms had been settled by noon.",
        ["price of uniforms"],
    ),
    (
        "Kenya's defence minister, Aden Duale, met Somalia's defence minister, Abdulkadir Nur, in Nairobi on Monday and promised him four patrol boats.",
        ["four patrol boats"],
    ),
    (
        "Kenya's defence minister, Aden Duale, used Monday's meeting with Somalia's defence minister, Abdulkadir Nur, to protest against the mining of the road.",
        ["mining of the road"],
    ),
    (
        "Peru's chief of staff, General David Ojeda, warned his Bolivian counterpart by telephone on Monday against the smuggling of explosives.",
        ["smuggling of explosives"],
    ),
    (
        "In Monday's telephone call Peru's chief of staff, General David Ojeda, thanked his Bolivian counterpart for the return of two pilots.",
        ["return of two pilots"],
    ),
    (
        "Two pilots who had strayed over the border were the reason why Peru's chief of staff, General David Ojeda, telephoned his Bolivian counterpart on Monday.",
        ["Two pilots who had strayed over the border"],
    ),
    (
        "A letter in which Peru's chief of staff, General David Ojeda, asked for the release of the pilots reached his Bolivian counterpart on Monday.",
        ["release of the pilots"],
    ),
    (
        "The two border commanders, Colonel Lê Văn Nam of Vietnam and Colonel Chen Bo of China, met at Mong Cai on Monday. Smuggling and illegal crossings were what brought them there.",
        ["Smuggling", "illegal crossings"],
    ),
    (
        "Colonel Lê Văn Nam of Vietnam and Colonel Chen Bo of China met at Mong Cai on Monday. In the talks, which lasted two hours, smuggling was given the most time.",
        ["smuggling"],
    ),
    (
        "Colonel Lê Văn Nam of Vietnam and Colonel Chen Bo of China met at Mong Cai on Monday. Both complained of the fog.",
        ["fog"],
    ),
    (
        "Colonel Lê Văn Nam of Vietnam and Colonel Chen Bo of China met at Mong Cai on Monday. On the subject of smuggling they were of one mind.",
        ["smuggling"],
    ),
    (
        "Romanian defence minister Angel Tîlvăr's talks with his Moldovan counterpart, Anatolie Nosatîi, dealt with air defence and with the drones that keep falling near Galați.",
        ["air defence", "drones that keep falling near Galați"],
    ),
    (
        "The Moldovan defence minister, Anatolie Nosatîi, brought up the drones near Galați at his meeting with Romania's Angel Tîlvăr on Monday.",
        ["drones near Galați"],
    ),
    (
        "At Monday's meeting Moldova's defence minister, Anatolie Nosatîi, asked his Romanian colleague, Angel Tîlvăr, about the drones near Galați.",
        ["drones near Galați"],
    ),
    (
        "Romanian defence minister Angel Tîlvăr and Moldovan defence minister Anatolie Nosatîi met on Monday amid worries about drones.",
        ["drones"],
    ),
    (
        "Romanian defence minister Angel Tîlvăr consulted Moldovan defence minister Anatolie Nosatîi by phone on Monday on how to answer the drones.",
        ["how to answer the drones"],
    ),
    (
        "Romanian defence minister Angel Tîlvăr told reporters on Monday that drones were a problem. He met Moldovan defence minister Anatolie Nosatîi in the evening.",
        [],
    ),
    (
        "Romanian defence minister Angel Tîlvăr met Moldovan defence minister Anatolie Nosatîi on Monday. The opposition in Bucharest discussed the budget on the same day.",
        [],
    ),
    (
        "Romanian defence minister Angel Tîlvăr met Moldovan defence minister Anatolie Nosatîi on Monday. Earlier he had told parliament that the tanks were late.",
        [],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "topics"), CASES)
def test_topics(nlp: Language, text: str, topics: list[str]) -> None:
    assert only(run(nlp, text, PUBLISHED)[1]).topics == topics
