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

    public QuestionItem? Find(string linkId) => _byLinkId.Value.GetValueOrDefault(linkId);

    /// <summary>The questions, in the order of asking.</summary>
    public IEnumerable<QuestionItem> Questions => All.Where(item => item.IsAsked);

    /// <summary>The items around an item, outermost first.</summary>
    public IEnumerable<QuestionItem> Around(QuestionItem item) =>
        item.Parent is { } parent && Find(parent) is { } outer ? Around(outer).Append(outer) : [];

    /// <param name="json">UTF-8, as on disk.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="licence">The terms of use, where the file does not say them itself.</param>
    /// <exception cref="ContentException">It cannot be asked; the message names file, place and remedy.</exception>
    public static Questionnaire Load(ReadOnlyMemory<byte> json, string fileName, string? licence = null) => QuestionnaireReader.Read(json, fileName, licence);

    private readonly Lazy<Dictionary<string, QuestionItem>> _byLinkId;

    public Questionnaire() => _byLinkId = new(() => All!.ToDictionary(item => item.LinkId));
}

/// <summary>A FHIRPath expression with a name.</summary>
/// <param name="LinkId">The item in which it is known; null where it is known everywhere.</param>
public sealed record Variable(string Name, string Expression, string? LinkId);
