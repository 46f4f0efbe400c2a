namespace CareBot.Care.Assessments;

/// <summary>An item of a questionnaire as the engine asks it.</summary>
public sealed record QuestionItem
{
    /// <summary>Stable over versions; its place in the file is not. In a group that repeats it names one of several: <c>name#2</c>.</summary>
    public required string LinkId { get; init; }

    /// <summary>The linkId as the file has it.</summary>
    public string Original
    {
        get => _original ?? LinkId;
        init => _original = value;
    }

    /// <summary>Which one of each group that repeats around it, outermost first; empty where none does.</summary>
    public IReadOnlyList<int> Occurrence { get; init; } = [];

    /// <summary>Asks whether there is one, or one more, of a group that repeats. No file has such an item, and no response.</summary>
    public bool AsksForMore { get; init; }

    public required ItemType Type { get; init; }

    public Wording? Text { get; init; }

    /// <summary>The short name by which a person changes the answer: "food".</summary>
    public Wording? ShortName { get; init; }

    public IReadOnlyList<Coding> Codes { get; init; } = [];

    public bool Required { get; init; }

    /// <summary>The file says that it repeats.</summary>
    public bool Repeats { get; init; }

    /// <summary>Takes more than one answer; what is answered with yes or no is so once.</summary>
    public bool TakesSeveral => Repeats && MostAnswers is not 1 && Type is not (ItemType.Group or ItemType.Display or ItemType.Boolean);

    /// <summary>Worked out or filled in, never asked: a score, a hidden or read-only item.</summary>
    public bool IsUnasked { get; init; }

    public IReadOnlyList<ItemOption> Options { get; init; } = [];

    public IReadOnlyList<EnableWhen> EnableWhen { get; init; } = [];

    /// <summary>One condition is enough; otherwise all must hold.</summary>
    public bool EnableAny { get; init; }

    /// <summary>FHIRPath that must come out true; null when there is none.</summary>
    public string? EnableExpression { get; init; }

    /// <summary>FHIRPath that gives the value of an unasked item; null when there is none.</summary>
    public string? Calculated { get; init; }

    public decimal? Lowest { get; init; }

    public decimal? Highest { get; init; }

    public DateOnly? Earliest { get; init; }

    public DateOnly? Latest { get; init; }

    public int? MostCharacters { get; init; }

    /// <summary>A group whose questions are asked once for each of several.</summary>
    public bool IsRepeatedGroup => Type == ItemType.Group && Repeats && MostAnswers is not 1;

    /// <summary>How many answers there must be where there are any; null where one is enough.</summary>
    public int? FewestAnswers { get; init; }

    /// <summary>How many answers there may be; null where there is no end.</summary>
    public int? MostAnswers { get; init; }

    /// <summary>An answer was begun, and more of it is wanted.</summary>
    public bool IsShort(ItemAnswer answer) => answer.Values.Count > 0 && answer.Values.Count < FewestAnswers;

    /// <summary>The units that a quantity may have; the first counts where none is named.</summary>
    public IReadOnlyList<Coding> Units { get; init; } = [];

    /// <summary>What the form is filled in with at first; empty for most.</summary>
    public IReadOnlyList<AnswerValue> Initial { get; init; } = [];

    /// <summary>What the form holds before anybody answers: its initial value, or the options that are chosen at first; empty for most.</summary>
    public IReadOnlyList<AnswerValue> Prefill => Initial.Count > 0 ? Initial : [.. Options.Where(option => option.InitiallySelected).Select(option => option.Value)];

    /// <summary>An item that explains the one it stands under, said when somebody asks what is meant.</summary>
    public bool IsHelp { get; init; }

    public IReadOnlyList<QuestionItem> Items { get; init; } = [];

    /// <summary>The item it stands in; null at the top.</summary>
    public string? Parent { get; init; }

    /// <summary>A person is asked it.</summary>
    public bool IsAsked => !IsUnasked && Type is not (ItemType.Group or ItemType.Display);

    private readonly string? _original;
}

/// <summary>A code of a code system.</summary>
public sealed record Coding(string? System, string Code, string? Display = null)
{
    /// <summary>Two codings mean the same; what is displayed does not count.</summary>
    public bool Means(Coding other) => Code == other.Code && (System ?? "") == (other.System ?? "");
}

/// <summary>An answer that an item offers.</summary>
/// <param name="Value">What is kept.</param>
/// <param name="Label">What the person reads.</param>
/// <param name="Weight">What it counts in a score: the ordinal value or item weight; null where it has none.</param>
/// <param name="Alone">It excludes every other: "none of the above".</param>
public sealed record ItemOption(AnswerValue Value, Wording Label, decimal? Weight, bool Alone, bool InitiallySelected = false)
{
    /// <summary>How the answer is named in a rule: the code, or the words where it has none.</summary>
    public string Code => Value is AnswerValue.Coded coded ? coded.Coding.Code : Label.Text;
}

/// <summary>A condition under which an item is asked.</summary>
/// <param name="Question">The linkId whose answer is looked at.</param>
/// <param name="Operator">exists, =, !=, &gt;, &lt;, &gt;= or &lt;=.</param>
/// <param name="Value">What is compared with; for exists a truth.</param>
public sealed record EnableWhen(string Question, string Operator, AnswerValue Value);
