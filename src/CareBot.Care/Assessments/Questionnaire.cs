using System.Text.Json.Nodes;
using CareBot.Care.Content;

namespace CareBot.Care.Assessments;

/// <summary>A questionnaire as its FHIR R4 file says it, compiled for asking. No word of it stands in code.</summary>
public sealed record Questionnaire
{
    public required string Url { get; init; }

    public required string Version { get; init; }

    /// <summary>The short name by which people of the practice call it: <c>phq-9</c>.</summary>
    public required string Name { get; init; }

    public required Wording Title { get; init; }

    /// <summary>Under which terms it may be used; never empty.</summary>
    public required string Licence { get; init; }

    public IReadOnlyList<Coding> Codes { get; init; } = [];

    public required IReadOnlyList<QuestionItem> Items { get; init; }

    /// <summary>Every item, in the order of the file.</summary>
    public required IReadOnlyList<QuestionItem> All { get; init; }

    /// <summary>The languages in which every word that is asked exists.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>FHIRPath variables of the whole form, in the order in which they are defined.</summary>
    public required IReadOnlyList<Variable> Variables { get; init; }

    /// <summary>The file as it was read.</summary>
    public required JsonObject Source { get; init; }

    /// <summary><c>url|version</c>: what a response answers, for good.</summary>
    public string Canonical => $"{Url}|{Version}";

    /// <summary>An item of the file, or one of several that it stands for where its group repeats.</summary>
    public QuestionItem? Find(string linkId) => _byLinkId.Value.GetValueOrDefault(linkId) ?? Repeated?.Find(linkId);

    /// <summary>The questions of the file, in the order of asking.</summary>
    public IEnumerable<QuestionItem> Questions => All.Where(item => item.IsAsked);

    /// <summary>Null where no group repeats.</summary>
    public RepeatedGroups? Repeated => _repeated.Value;

    /// <summary>Every item as it stands with these answers, in the order of asking.</summary>
    public IReadOnlyList<QuestionItem> Standing(IReadOnlyDictionary<string, ItemAnswer> answers) => Repeated?.Standing(answers) ?? All;

    /// <summary>The outermost items as they stand with these answers.</summary>
    public IReadOnlyList<QuestionItem> Outermost(IReadOnlyDictionary<string, ItemAnswer> answers) => Repeated is null ? Items : [.. Standing(answers).Where(item => item.Parent is null)];

    /// <summary>The questions of the file that have an answer, in the order of asking, each as often as it was answered.</summary>
    public IEnumerable<QuestionItem> Answered(IReadOnlyDictionary<string, ItemAnswer> answers) =>
        Standing(answers).Where(item => item is { IsAsked: true, AsksForMore: false } && answers.ContainsKey(item.LinkId));

    /// <summary>The answers to one item of the file: several where its group repeats.</summary>
    public IEnumerable<(string LinkId, ItemAnswer Answer)> AnswersTo(string linkId, IReadOnlyDictionary<string, ItemAnswer> answers) => Repeated is null
        ? (answers.TryGetValue(linkId, out var only) ? [(linkId, only)] : [])
        : Answered(answers).Where(item => item.Original == linkId).Select(item => (item.LinkId, answers[item.LinkId]));

    /// <summary>The items around an item, outermost first.</summary>
    public IEnumerable<QuestionItem> Around(QuestionItem item) =>
        item.Parent is { } parent && Find(parent) is { } outer ? Around(outer).Append(outer) : [];

    /// <param name="json">UTF-8, as on disk.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="licence">The terms of use, where the file does not say them itself.</param>
    /// <exception cref="ContentException">It cannot be asked; the message names file, place and remedy.</exception>
    public static Questionnaire Load(ReadOnlyMemory<byte> json, string fileName, string? licence = null) => QuestionnaireReader.Read(json, fileName, licence);

    /// <summary>Which items are asked, as far as that needs no FHIRPath: what scores count by.</summary>
    internal QuestionnaireFlow PlainFlow => _plainFlow.Value;

    private readonly Lazy<Dictionary<string, QuestionItem>> _byLinkId;

    private readonly Lazy<RepeatedGroups?> _repeated;

    private readonly Lazy<QuestionnaireFlow> _plainFlow;

    public Questionnaire() => (_byLinkId, _repeated, _plainFlow) = (new(() => All!.ToDictionary(item => item.LinkId)), new(() => RepeatedGroups.In(this)), new(() => new QuestionnaireFlow(this)));
}

/// <summary>A FHIRPath expression with a name.</summary>
/// <param name="LinkId">The item in which it is known; null where it is known everywhere.</param>
public sealed record Variable(string Name, string Expression, string? LinkId);
