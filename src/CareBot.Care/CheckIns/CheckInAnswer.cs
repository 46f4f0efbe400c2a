using System.Text.Json.Serialization;

namespace CareBot.Care.CheckIns;

/// <summary>What was answered to one question. A question without an entry was not reached.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Quantity), "quantity")]
[JsonDerivedType(typeof(Chosen), "chosen")]
[JsonDerivedType(typeof(Skipped), "skipped")]
public abstract record CheckInAnswer
{
    private CheckInAnswer()
    {
    }

    /// <summary>A number as it was said, in the unit it was said in.</summary>
    /// <param name="At">When it was measured, as far as is known; a correction keeps the time of what it corrects.</param>
    public sealed record Quantity(decimal Value, string Unit, DateTimeOffset At) : CheckInAnswer;

    /// <summary>One or more choice values; <c>yes</c> or <c>no</c> for a yes-or-no question.</summary>
    [method: JsonConstructor]
    public sealed record Chosen(IReadOnlyList<string> Values) : CheckInAnswer
    {
        public Chosen(string value) : this([value])
        {
        }
    }

    /// <summary>Asked or not, there is no value. Never the same as "no".</summary>
    public sealed record Skipped(AbsentReason Reason) : CheckInAnswer;
}

/// <summary>Why there is no value, in the codes of FHIR's data-absent-reason.</summary>
public enum AbsentReason
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("asked-declined")] AskedDeclined,
    [JsonStringEnumMemberName("not-asked")] NotAsked,
}
