using System.Text.Json.Serialization;

namespace CareBot.Dialogs.FindResource;

/// <summary>What the dialog remembers between turns: never who asks, and of a sensitive search not what was asked.</summary>
public sealed record ResourceRun
{
    /// <summary>What the next message answers: one of the names below.</summary>
    public required string Asks { get; init; }

    /// <summary>The request as typed; empty once a sensitive one has been answered.</summary>
    public string Text { get; init; } = "";

    /// <summary>The place as typed, where it was said after the request; empty once a sensitive one has been answered.</summary>
    public string Where { get; init; } = "";

    /// <summary>What was wished of the list afterwards, as typed: another day, a language, that it be free. Empty once a sensitive search has been answered.</summary>
    public string Wish { get; init; } = "";

    /// <summary>Towns of one name between which somebody has to choose.</summary>
    public IReadOnlyList<string> Towns { get; init; } = [];

    /// <summary>All that was found, best first.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>Of those, how many were shown before the newest three.</summary>
    public int From { get; init; }

    /// <summary>The listing that is being read.</summary>
    public string Reading { get; init; } = "";

    /// <summary>What was said before it was asked of which one: what is wrong with it, or what is asked about it, by the name of its phrases. Empty where nothing was.</summary>
    public string Told { get; init; } = "";

    /// <summary>The list before another need or wish was said, to go back to; null where there is none, or where it leaves no trace.</summary>
    public ResourceRun? Before { get; init; }

    /// <summary>Which of the questions about whom it is for; what was answered is not kept.</summary>
    public int Step { get; init; }

    public bool IsSensitive { get; init; }

    /// <summary>Widened already: a second time nothing new would come.</summary>
    public bool IsWide { get; init; }

    public const string Need = "need";
    public const string Place = "place";
    public const string Results = "results";
    public const string Detail = "detail";
    public const string Fit = "fit";
    public const string Report = "report";

    /// <summary>What is wrong with the one in <see cref="Reading"/>.</summary>
    public const string Wrong = "wrong";

    /// <summary>Something was said about the list, which waits.</summary>
    public const string Said = "told";

    /// <summary>Nothing was found; other words may find something.</summary>
    public const string Nothing = "nothing";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResourceRun))]
internal sealed partial class FindResourceJson : JsonSerializerContext;
