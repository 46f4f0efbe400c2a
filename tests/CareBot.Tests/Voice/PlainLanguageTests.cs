using CareBot.Dialogs.Voice;

namespace CareBot.Tests.Voice;

public sealed class PlainLanguageTests
{
    private static readonly PlainLanguage Plain = PlainLanguage.Load(Content.Root);

    [Fact]
    public void Every_text_to_a_patient_can_be_read_after_six_years_of_school()
    {
        var findings = Plain.Check(Texts.Load(Content.Root)).Select(finding => $"{finding.Language} {finding.Key}: {finding.Remedy}").ToArray();
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    [Theory]
    [InlineData("en", "You are fine. Keep to your plan.", "says \"you are fine\"")]
    [InlineData("en", "I understand how you feel.", "says \"i understand how you feel\"")]
    [InlineData("en", "Your record says non-compliant.", "says \"non-compliant\"")]
    [InlineData("es", "Entiendo cómo se siente.", "says \"entiendo cómo se siente\"")]
    [InlineData("en", "Are you short of breath? Are your feet swollen?", "asks more than one question")]
    [InlineData("es", "¿Le falta el aire? ¿Tiene los pies hinchados?", "asks more than one question")]
    [InlineData("en", "Subsequently, the multidisciplinary organization will communicate individualized recommendations regarding your medication.", "reads at grade")]
    [InlineData("es", "Posteriormente, la organización multidisciplinaria comunicará recomendaciones individualizadas relacionadas con su medicación habitual.", "reads at")]
    public void What_must_not_be_said_to_a_patient_is_found(string language, string text, string remedy) =>
        Assert.StartsWith(remedy, Assert.Single(Plain.Check(language, text)));

    [Theory]
    [InlineData("en", "Are you short of breath?")]
    [InlineData("es", "¿Le falta el aire?")]
    [InlineData("en", "Confirmation")]
    [InlineData("en", "Her compliances department is not named here at all, so all is well with this one.")]
    public void What_may_be_said_is_left_alone(string language, string text) => Assert.Empty(Plain.Check(language, text));

    [Theory]
    [InlineData("quien siguiente cuidado país día ayuda muy guerra oeste", 1 + 3 + 3 + 2 + 2 + 3 + 1 + 2 + 3)]
    [InlineData("hoy llame al nueve once", 1 + 2 + 1 + 2 + 2)]
    public void Spanish_syllables_are_counted_as_they_are_spoken(string text, int syllables)
    {
        var words = Readability.Words(text);
        Assert.Equal(206.835 - (62.3 * syllables / words) - words, Readability.SpanishEase(text), 6);
    }

    [Fact]
    public void Short_words_and_sentences_score_low_and_long_ones_high()
    {
        // 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
        Assert.Equal(-1.45, Readability.EnglishGrade("The cat sat on the mat."), 2);
        // 5 words, 8 syllables, 1 sentence: 206.835 - 62.3 * 8 / 5 - 5.
        Assert.Equal(102.155, Readability.SpanishEase("Hoy me duele la cabeza."), 2);
    }
}
