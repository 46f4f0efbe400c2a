namespace CareBot.Care.CheckIns;

/// <summary>A question of a protocol. Its <paramref name="LinkId"/> is stable over versions; its place in the list is not.</summary>
/// <param name="Text">Text key of the question; <c>.label</c> behind it is the short name for a summary.</param>
/// <param name="Code">Null where no checked code exists.</param>
public abstract record CheckInQuestion(string LinkId, string Text, Coding? Code)
{
    /// <summary>The values an answer may choose; none for a quantity.</summary>
    public virtual IReadOnlyList<CheckInChoice> Choices => [];

    /// <summary>A measured number.</summary>
    /// <param name="Units">Accepted units, the first being the one offered when nothing is known of the person.</param>
    /// <param name="CanonicalUnit">The unit in which readings are compared; one of <paramref name="Units"/>.</param>
    public sealed record Quantity(
        string LinkId, string Text, Coding? Code, IReadOnlyList<QuantityUnit> Units, string CanonicalUnit)
        : CheckInQuestion(LinkId, Text, Code)
    {
        /// <summary>The unit of this name, or null when it is not accepted.</summary>
        public QuantityUnit? Unit(string name) => Units.FirstOrDefault(unit => unit.Name == name);

        /// <summary>Says a canonical value in another unit, unrounded: rounding is for display.</summary>
        /// <exception cref="ArgumentException">The unit is not accepted here.</exception>
        public decimal FromCanonical(decimal canonical, string unit) => canonical / Accepted(unit).ToCanonical;

        /// <summary>Exact in decimal arithmetic; nothing is rounded.</summary>
        /// <exception cref="ArgumentException">The unit is not accepted here.</exception>
        public decimal Canonical(decimal value, string unit) => value * Accepted(unit).ToCanonical;

        private QuantityUnit Accepted(string unit) =>
            Unit(unit) ?? throw new ArgumentException($"'{LinkId}' is not measured in '{unit}'.", nameof(unit));
    }

    /// <summary>One of several values, or any number of them.</summary>
    /// <param name="Several">More than one value may be chosen.</param>
    public sealed record Choice(string LinkId, string Text, Coding? Code, bool Several, IReadOnlyList<CheckInChoice> Options)
        : CheckInQuestion(LinkId, Text, Code)
    {
        public override IReadOnlyList<CheckInChoice> Choices => Options;
    }

    /// <summary>Answered with the value <c>yes</c> or <c>no</c>.</summary>
    public sealed record YesNo(string LinkId, string Text, Coding? Code) : CheckInQuestion(LinkId, Text, Code)
    {
        private static readonly IReadOnlyList<CheckInChoice> YesAndNo =
            [new("yes", "answer.yes", null, Alone: false), new("no", "answer.no", null, Alone: false)];

        public override IReadOnlyList<CheckInChoice> Choices => YesAndNo;
    }
}

/// <summary>A value that can be chosen.</summary>
/// <param name="Value">Stable; what is stored.</param>
/// <param name="Text">Text key of the words.</param>
/// <param name="Alone">Choosing it takes the others back, as "none of these" does.</param>
public sealed record CheckInChoice(string Value, string Text, Coding? Code, bool Alone);

/// <summary>A unit in which a quantity may be said.</summary>
/// <param name="Text">Text key of the unit's name in a sentence.</param>
/// <param name="Ucum">The unit's UCUM code, for exchange.</param>
/// <param name="ToCanonical">Factor to the canonical unit, exact (one pound is 0.45359237 kg by definition).</param>
/// <param name="Lowest">Smallest plausible value in this unit, included.</param>
/// <param name="Highest">Greatest plausible value in this unit, included.</param>
/// <param name="MostChangePerDay">Greatest change in 24 hours, in this unit, that is believed without asking again; included.</param>
public sealed record QuantityUnit(
    string Name, string Text, string Ucum, decimal ToCanonical, decimal Lowest, decimal Highest, decimal MostChangePerDay)
{
    public bool Believes(decimal value) => value >= Lowest && value <= Highest;
}

/// <summary>A code of a code system.</summary>
public sealed record Coding(string System, string Code);
