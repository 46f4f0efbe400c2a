using System.Text;
using System.Text.Json;
using CareBot.Care.CheckIns;
using CareBot.Care.Records;

namespace CareBot.Tests.CheckIns;

public sealed class CheckInRecordTests
{
    private static CheckInRecord Recorded()
    {
        var patient = new Patient().WithOverride("d1", 2, "2026-03-01", "2026-06-01").WithPersonal("dry-weight", 178, "2026-03-01 09:00");
        patient.ChecksIn("2026-03-02 08:00", 180);
        return patient.Answers("2026-03-03 08:00", Patient.AllWell(
            ("weight", patient.Weighs("2026-03-03 07:45", 184.10m)),
            ("night", new CheckInAnswer.Chosen(["extra-pillows", "cough-lying-down"])),
            ("swelling", new CheckInAnswer.Skipped(AbsentReason.AskedDeclined))));
    }

    [Fact]
    public void A_record_comes_back_from_the_chart_as_it_was_written()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Recorded(), CareJson.Default.CheckInRecord);
        var back = JsonSerializer.Deserialize(json, CareJson.Default.CheckInRecord)!;
        Assert.Equal(Encoding.UTF8.GetString(json), JsonSerializer.Serialize(back, CareJson.Default.CheckInRecord));
        Assert.Equal(Recorded().CheckIn.Answers["weight"], back.CheckIn.Answers["weight"]);
        Assert.Equal(Recorded().Judgement.Reasons[0].Override, back.Judgement.Reasons[0].Override);
    }

    [Fact]
    public void A_stored_record_says_what_it_is_and_carries_no_type_name()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(Recorded(), CareJson.Default.CheckInRecord));
        Assert.Equal(("check-in", 1), (json.RootElement.GetProperty("kind").GetString(), json.RootElement.GetProperty("v").GetInt32()));
        Assert.Equal("yellow", json.RootElement.GetProperty("judgement").GetProperty("zone").GetString());
        var answers = json.RootElement.GetProperty("checkIn").GetProperty("answers");
        Assert.Equal("184.10", answers.GetProperty("weight").GetProperty("value").GetRawText());
        Assert.Equal("asked-declined", answers.GetProperty("swelling").GetProperty("reason").GetString());
        Assert.DoesNotContain("CareBot", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }
}
