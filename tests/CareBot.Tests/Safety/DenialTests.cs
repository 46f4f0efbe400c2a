using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

public sealed class DenialTests
{
    [Theory]
    [InlineData("Pneumonia was ruled out.", "pneumonia", true)]
    [InlineData("Pneumonia cannot be ruled out.", "pneumonia", false)]
    [InlineData("Se descarta neumonía.", "neumonía", true)]
    [InlineData("No se descarta neumonía.", "neumonía", false)]
    public void What_cannot_be_ruled_out_is_not_denied(string note, string concept, bool denied) => Says(denied, note, concept);

    [Theory]
    [InlineData("Edema absent.", "edema", true)]
    [InlineData("Refiere disnea, niega ortopnea.", "disnea", false)]
    [InlineData("Fever, chills: denied.", "fever", true)]
    public void A_denial_behind_a_word_reaches_back_as_far_as_it_means(string note, string concept, bool denied) => Says(denied, note, concept);

    [Theory]
    [InlineData("Fever: no. Cough: yes.", "fever", true)]
    [InlineData("Fever: no, cough: yes.", "cough", false)]
    [InlineData("Cough, no fever.", "cough", false)]
    [InlineData("Disnea: niega.", "disnea", true)]
    [InlineData("Blood cultures negative.", "blood cultures", true)]
    [InlineData("Septal infarct with negative deflections.", "septal infarct", false)]
    [InlineData("(-) chest pain, (+) cough", "chest pain", true)]
    [InlineData("(-) chest pain, (+) cough", "cough", false)]
    public void An_answer_of_one_word_denies_what_it_answers_and_nothing_beside_it(string note, string concept, bool denied) => Says(denied, note, concept);

    [Theory]
    [InlineData("Walks without pain.", "pain", true)]
    [InlineData("Cannot walk without pain.", "pain", false)]
    [InlineData("Camina sin dolor.", "dolor", true)]
    [InlineData("No puede caminar sin dolor.", "dolor", false)]
    [InlineData("Her headache resolved.", "headache", true)]
    [InlineData("Her headache resolved, then came back.", "headache", false)]
    [InlineData("No pneumonia, only mild atelectasis.", "atelectasis", false)]
    public void What_comes_back_or_is_never_missing_is_not_denied(string note, string concept, bool denied) => Says(denied, note, concept);

    [Theory]
    [InlineData("Allergies: no known allergies.", "allergies", true)]
    [InlineData("Allergies: penicillin.", "allergies", false)]
    [InlineData("Denies pain, no changes in hearing.", "changes in hearing", true)]
    [InlineData("No changes in the rash.", "rash", false)]
    public void A_heading_says_nothing_and_no_changes_are_none(string note, string concept, bool denied) => Says(denied, note, concept);

    [Theory]
    [InlineData("No seizures were seen.", "seizure", true)]
    [InlineData("No embolic event.", "embolism", true)]
    [InlineData("Signs of a wound infection, no fever.", "infected wound", false)]
    public void A_concept_is_found_in_its_other_forms(string note, string concept, bool denied) => Says(denied, note, concept);

    [Fact]
    public void Words_of_notes_do_not_silence_a_patient() =>
        Assert.Equal(SafetyClass.E911, SafetyContent.Listen("my pulse is gone and my chest pain is not resolved").ActOn);

    private static void Says(bool denied, string note, string concept) => Assert.Equal(denied, SafetyContent.Listener.IsNegated(note, concept));
}
