using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.Care.Patients;

/// <summary>A patient, by the partition of the chart. Says nothing about the person.</summary>
[JsonConverter(typeof(PatientIdConverter))]
public readonly record struct PatientId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A member of the practice's staff.</summary>
[JsonConverter(typeof(StaffIdConverter))]
public readonly record struct StaffId(string Value)
{
    public override string ToString() => Value;
}

internal sealed class PatientIdConverter : JsonConverter<PatientId>
{
    public override PatientId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, PatientId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class StaffIdConverter : JsonConverter<StaffId>
{
    public override StaffId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, StaffId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
