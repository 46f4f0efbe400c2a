using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CareBot.Care.Assessments;

/// <summary>What an item takes as an answer: the types of FHIR R4 that a chat can ask.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemType>))]
[SuppressMessage("Naming", "CA1720", Justification = "The names are FHIR's.")]
public enum ItemType
{
    Group,
    Display,
    Boolean,
    Decimal,
    Integer,
    Date,
    DateTime,
    Time,
    String,
    Text,
    Choice,
    OpenChoice,
    Quantity,
}
