"""Sentences end where readers say so, and the first two of the story are its summary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.enrichment.sentences import sentences
from dateline.enrichment.summary import MAX_CHARACTERS, lead


class TestSentences:
    @pytest.mark.parametrize(
        "text",
        [
            "It rained.| Nobody came!| Why?",
            "Dr. Jane K. Mill met Gov. Noem (R) on Sept. 3 in Washington, D.C. and left.| No. 10 was silent.",
            "“It is over,” he said.| “Nobody will pay.”| She agreed.",
            "“Why now?” he asked.| Nobody knew.",
            "Am 3. März tagte der Rat, z. B. in Bonn.| Die Sitzung dauerte ca. 2.5 Stunden.",
            "Er kam am 21. Dezember an.| Niemand war da.",
            "El Sr. Ruiz llegó tarde.| ¿Por qué?| ¡Nadie lo sabe!",
            "В 2020 г. он уехал.| Вернулся через 3 года.",
            "港务局表示关闭码头。|乘客须用北部码头！|为什么？",
            "「もう終わりだ。」|と彼は言った。",
            "قال الوزير ذلك.| لماذا؟| لا أحد يعرف.",
            "मंत्री ने कहा।| कोई नहीं आया।",
            "وزیر نے کہا۔| کوئی نہیں آیا۔",
            "Ես եկա։| Նա գնաց։",
            "Version 3.2.1 is out.| It costs $4.50 a month.",
            "No stop at all",
        ],
    )
    def test_sentences_end_where_readers_say_so(self, text: str) -> None:
        marked = text.split("|")

        assert list(sentences(text.replace("|", ""))) == [sentence.strip() for sentence in marked]

    @given(st.text(st.sampled_from('aB .!?。…"”)\n1')))
    def test_nothing_but_white_space_is_lost(self, text: str) -> None:
        assert "".join("".join(sentences(text)).split()) == "".join(text.split())


class TestSummary:
    def test_it_is_the_first_three_sentences(self) -> None:
        assert lead(["The ferry sailed on Sunday. It was the last. Hundreds came. Nobody sang."]) == (
            "The ferry sailed on Sunday. It was the last. Hundreds came."
        )

    def test_captions_are_passed_over(self) -> None:
        caption = "The pier of Kankesanthurai after the storm, seen from the tower. Photo: Harbour Trust."

        assert lead(["File photo of the minister at the pier.", caption, "The ferry sailed on Sunday again."]) == (
            "The ferry sailed on Sunday again."
        )

    def test_what_stands_behind_the_next_question_is_no_lead(self) -> None:
        told = [
            "The captain of the old ferry, who is leaving the harbour, spoke to us about her work.",
            "How long have you been here?",
            "For over thirty years, and a bit.",
        ]
        assert lead(told) == told[0]
        assert lead(
            ["How long was it?", "It was over thirty years, I think.", "And now?", "I shall rest at home."]
        ) == ("It was over thirty years, I think.")

    def test_it_does_not_end_by_asking(self) -> None:
        assert lead(
            ["The harbour has a new slogan on its old wall. The slogan? Nobody can read it any more. Why?"]
        ) == ("The harbour has a new slogan on its old wall. The slogan? Nobody can read it any more.")

    def test_a_title_that_stands_for_the_question_is_a_sentence(self) -> None:
        assert lead(
            ["Why do you leave the ferry only now?", "The ship is as old as I am, you know."],
            title="The captain looks back",
        ) == ("The captain looks back. The ship is as old as I am, you know.")

    @pytest.mark.parametrize("opening", ["Taipei, Taiwan — ", "Port Louis, Mauritius -- ", "TAIPEI, Taiwan — "])
    def test_where_it_was_filed_is_no_part_of_it(self, opening: str) -> None:
        assert (
            lead([f"{opening}The lanterns were lit on Saturday night."]) == "The lanterns were lit on Saturday night."
        )

    @pytest.mark.parametrize(
        "clutter",
        [
            "This post may contain affiliate links.",
            "Sign up for our morning letter. It is free.",
            "Come back to us every single day!",
            "Diese Seite verwendet Cookies.",
        ],
    )
    def test_what_speaks_to_the_reader_before_the_story_is_passed_over(self, clutter: str) -> None:
        assert lead([clutter, "The ferry sailed on Sunday again."]) == "The ferry sailed on Sunday again."

    @pytest.mark.parametrize(
        "front",
        [
            "NIRMALA RANASINGHE ",
            "Jaffna (Lankaline) – ",
            "Jaffna, North, Sri Lanka - ",
            "Jaffna, Sri Lanka — ",
        ],
    )
    def test_bylines_and_datelines_in_front_are_left_out(self, front: str) -> None:
        assert lead([f"{front}The ferry sailed on Sunday again."]) == "The ferry sailed on Sunday again."

    def test_an_interview_is_told_by_its_title_and_the_first_answer(self) -> None:
        asked = ["When did you first see the ferry?", "In 1961, when I was seven. My father sold ropes."]

        assert lead(asked, title="The captain looks back.") == (
            "The captain looks back. In 1961, when I was seven. My father sold ropes."
        )

    def test_the_day_and_the_title_in_front_of_the_text_are_left_out(self) -> None:
        assert lead(["Last ferry sails Sunday, May 17, 2015 The ferry sailed again."], title="Last ferry sails") == (
            "The ferry sailed again."
        )

    @pytest.mark.parametrize(
        "quotation",
        [
            '"We sail. We always did," she said.',
            "“We sail. We always did,” she said.",
            "„Wir fahren. Wie immer“, sagte sie.",
            "„Wir fahren. Wie immer”, sagte sie.",
        ],
    )
    def test_a_quotation_is_not_cut_in_two(self, quotation: str) -> None:
        assert (
            lead([f"The ferry sailed on Sunday. {quotation} Hundreds came. Nobody sang."])
            == f"The ferry sailed on Sunday. {quotation} Hundreds came."
        )

    def test_labels_and_the_repeated_title_are_passed_over(self) -> None:
        paragraphs = [
            "Last ferry sails.",
            "Share this story",
            "BY OUR OWN CORRESPONDENT.",
            "Harbour",
            "The ferry sailed on Sunday for the last time.",
            "A sub-heading without a stop",
            "Hundreds of people came to the pier.",
        ]

        assert lead(paragraphs, title="Last ferry sails.") == (
            "The ferry sailed on Sunday for the last time. Hundreds of people came to the pier."
        )

    def test_a_text_of_labels_alone_is_told_by_its_first(self) -> None:
        assert lead(["Harbour news", "Weather"]) == "Harbour news Weather"

    def test_there_is_none_without_text(self) -> None:
        assert lead([]) is None
        assert lead(["", " \n"]) is None

    def test_a_second_sentence_too_many_is_left_out(self) -> None:
        first = "The first sentence stands alone."

        assert lead([f"{first} The {'word ' * 200}end."]) == first

    def test_a_sentence_without_an_end_is_cut_between_words(self) -> None:
        cut = lead(["word " * 1000])

        assert cut is not None
        assert cut.endswith("word…")
        assert len(cut) <= MAX_CHARACTERS

    @given(st.lists(st.text(max_size=2_000), max_size=4))
    def test_it_is_short_whatever_comes(self, paragraphs: list[str]) -> None:
        assert len(lead(paragraphs) or "") <= MAX_CHARACTERS
