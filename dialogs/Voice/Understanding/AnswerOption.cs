namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>One answer that a question offers.</summary>
/// <param name="Id">What is stored; stays the same in every language.</param>
/// <param name="Label">What the person reads.</param>
/// <param name="Also">Other ways to say it.</param>
public sealed record AnswerOption(string Id, string Label, IReadOnlyList<string> Also)
{
    public AnswerOption(string id, string label) : this(id, label, []) { }

    /// <summary>The option whose words stand under a text key. Its label in the other languages is understood too, and so is
    /// everything in the text <c>key.also</c>, where there is one, between bars.</summary>
    public static AnswerOption Of(Texts texts, string? language, string id, string key) => new(
        id,
        texts.Say(language, key),
        [
            .. Languages.All.Select(one => texts.Source(one, key)),
            .. Languages.All.Where(_ => texts.Has(key + ".also")).SelectMany(one => texts.Source(one, key + ".also").Split('|', StringSplitOptions.TrimEntries)),
        ]);
}
