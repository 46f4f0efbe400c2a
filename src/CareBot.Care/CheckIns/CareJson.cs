using System.Text.Json.Serialization;
using CareBot.Care.CheckIns;

namespace CareBot.Care.Records;

[JsonSerializable(typeof(CheckInRecord))]
[JsonSerializable(typeof(PatientThresholds))]
public sealed partial class CareJson;
