using System.Globalization;
using System.Text.Json.Serialization;
using CareBot.Care.CheckIns;

namespace CareBot.Care.Assessments;

/// <summary>What was answered to one item. An item without an entry was not reached.</summary>
/// <param name="Values">Empty when there is none.</param>
/// <param name="Absent">Why there is no value; null when there is one. Never the same as "no" or zero.</param>
public sealed record ItemAnswer(IReadOnlyList<AnswerValue> Values, AbsentReason? Absent = null)
{
    public static ItemAnswer Of(params IReadOnlyList<AnswerValue> values) => new(values);

    public static ItemAnswer Without(AbsentReason reason) => new([], reason);

    /// <summary>Says the same as another answer.</summary>
    public bool Says(ItemAnswer? other) => other is not null && Absent == other.Absent && Values.SequenceEqual(other.Values);
}

/// <summary>One value of an answer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Coded), "coding")]
[JsonDerivedType(typeof(Truth), "boolean")]
[JsonDerivedType(typeof(Number), "number")]
[JsonDerivedType(typeof(Measured), "quantity")]
[JsonDerivedType(typeof(Words), "text")]
[JsonDerivedType(typeof(Day), "date")]
[JsonDerivedType(typeof(Moment), "dateTime")]
[JsonDerivedType(typeof(Hour), "time")]
public abstract record AnswerValue
{
    private AnswerValue()
    {
    }

    public sealed record Coded(Coding Coding) : AnswerValue;

    public sealed record Truth(bool Value) : AnswerValue;

    public sealed record Number(decimal Value) : AnswerValue;

    public sealed record Measured(decimal Value, Coding? Unit) : AnswerValue;

    public sealed record Words(string Value) : AnswerValue;

    public sealed record Day(DateOnly Value) : AnswerValue;

    public sealed record Moment(DateTimeOffset Value) : AnswerValue;

    public sealed record Hour(TimeOnly Value) : AnswerValue;

    /// <summary>Two values mean the same; the words that a code is displayed with do not count.</summary>
    public bool Means(AnswerValue other) => (this, other) switch
    {
        (Coded own, Coded its) => own.Coding.Means(its.Coding),
        (Measured own, Measured its) => own.Value == its.Value && own.Unit?.Code == its.Unit?.Code,
        _ => this == other,
    };

    /// <summary>Less than, equal to or more than another; null where the two cannot be compared.</summary>
    public int? CompareTo(AnswerValue other) => (this, other) switch
    {
        (Number own, Number its) => own.Value.CompareTo(its.Value),
        (Measured own, Measured its) when own.Unit?.Code == its.Unit?.Code => own.Value.CompareTo(its.Value),
        (Day own, Day its) => own.Value.CompareTo(its.Value),
        (Moment own, Moment its) => own.Value.CompareTo(its.Value),
        (Hour own, Hour its) => own.Value.CompareTo(its.Value),
        (Words own, Words its) => string.CompareOrdinal(own.Value, its.Value),
        _ => null,
    };

    /// <summary>The value as a machine writes it, for traces.</summary>
    public string Plain => this switch
    {
        Coded { Coding: var coding } => coding.Display ?? coding.Code,
        Truth { Value: var truth } => truth ? "true" : "false",
        Number { Value: var number } => number.ToString(CultureInfo.InvariantCulture),
        Measured measured => $"{measured.Value.ToString(CultureInfo.InvariantCulture)} {measured.Unit?.Code}".TrimEnd(),
        Day { Value: var day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Moment { Value: var moment } => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        Hour { Value: var hour } => hour.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        Words { Value: var words } => words,
        _ => "",
    };
}
