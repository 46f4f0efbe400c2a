namespace CareBot.Care.Assessments;

/// <summary>Words of a questionnaire in the languages in which its makers wrote or validated them.</summary>
/// <param name="Language">Primary tag of <paramref name="Text"/>.</param>
/// <param name="Translations">By primary tag; never one of the machine.</param>
public sealed record Wording(string Text, string Language, IReadOnlyDictionary<string, string> Translations)
{
    public Wording(string text, string language) : this(text, language, new Dictionary<string, string>())
    {
    }

    /// <summary>All languages that it is written in.</summary>
    public IEnumerable<string> Languages => Translations.Keys.Prepend(Language);

    /// <summary>The words in this language, else as they were first written.</summary>
    public string In(string language) => Translations.GetValueOrDefault(language, Text);
}
