using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>One answer that a question offers.</summary>
/// <param name="id">What is stored; stays the same in every language.</param>
/// <param name="label">What the person reads.</param>
/// <param name="also">Other ways to say it.</param>
public sealed class AnswerOption(string id, string label, IReadOnlyList<string> also)
{
    // One for each text of the content, made when it is first offered.
    private static readonly ConditionalWeakTable<Texts, ConcurrentDictionary<(string Language, string Key), AnswerOption>> Kept = [];

    public AnswerOption(string id, string label) : this(id, label, []) { }

    public string Id => id;

    public string Label => label;

    public IReadOnlyList<string> Also => also;

    /// <summary>Its words as messages are compared with them.</summary>
    internal OfferedWords Words => field ??= new OfferedWords(label, also);

    /// <summary>The option whose words stand under a text key. Its label in the other languages is understood too, and so is
    /// everything in the text <c>key.also</c>, where there is one, between bars.</summary>
    public static AnswerOption Of(Texts texts, string? language, string id, string key)
    {
        var kept = Kept.GetOrAdd(texts, static _ => new()).GetOrAdd((Languages.Of(language), key), static (at, of) => Made(of.Texts, at.Language, of.Id, at.Key), (Texts: texts, Id: id));
        return kept.Id == id ? kept : Made(texts, language, id, key);
    }

    /// <summary>Whether these words, folded, are one of the other ways to say it.</summary>
    internal bool IsAlso(string folded)
    {
        foreach (var way in Words.Also)
        {
            if (way == folded)
            {
                return true;
            }
        }

        return false;
    }

    private static AnswerOption Made(Texts texts, string? language, string id, string key) => new(
        id,
        texts.Say(language, key),
        [
            .. Languages.All.Select(one => texts.Source(one, key)),
            .. Languages.All.Where(_ => texts.Has(key + ".also")).SelectMany(one => texts.Source(one, key + ".also").Split('|', StringSplitOptions.TrimEntries)),
        ]);
}
