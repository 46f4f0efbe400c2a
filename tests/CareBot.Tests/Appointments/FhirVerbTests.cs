using CareBot.Tests.Storage;
using CareBot.Verbs;

namespace CareBot.Tests.Appointments;

/// <summary>The verbs <c>import calendar</c> and <c>export calendar</c>, as somebody runs them.</summary>
public sealed class FhirVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_calendar_goes_in_out_and_into_another_practice_and_again_changes_nothing()
    {
        var (here, there) = (_folder.Path("here"), _folder.Path("there"));
        foreach (var data in new[] { here, there }) Assert.Equal(0, await SeedVerb.RunAsync(["--data", data], TextWriter.Null));
        var file = _folder.Path("clinic.json");
        await File.WriteAllTextAsync(file, FhirFiles.Clinic().Replace("2026-03-05", TimeProvider.System.GetUtcNow().AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), new System.Text.UTF8Encoding(true), TestContext.Current.CancellationToken);
        Assert.Contains("1 visits added", await ImportAsync(0, file, here), StringComparison.Ordinal);
        Assert.Contains("Nothing has changed", await ImportAsync(0, file, here), StringComparison.Ordinal);

        var written = _folder.Path("written.json");
        Assert.Equal(0, await ExportVerb.RunAsync(["calendar", written, "--data", here], TextWriter.Null));
        Assert.Contains("1 visits added", await ImportAsync(0, written, there), StringComparison.Ordinal);
        Assert.Contains("Nothing has changed", await ImportAsync(0, written, there), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Slot\",\"schedule\":{\"reference\":\"Schedule/none\"}}", "broken.json#/schedule/reference")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"a\"}", "There is no Schedule, Slot or Appointment in it")]
    [InlineData("not json", "broken.json#line 1: is not JSON")]
    public async Task What_cannot_be_taken_is_named_and_ends_with_1(string text, string named)
    {
        var (data, file) = (_folder.Path("data"), _folder.Path("broken.json"));
        await SeedVerb.RunAsync(["--data", data], TextWriter.Null);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        Assert.Contains($"refused: {named}", await ImportAsync(1, file, data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_the_usage_is_shown_and_without_a_practice_the_remedy()
    {
        Assert.Equal(2, await ImportVerb.RunAsync(["calendar"], TextWriter.Null));
        Assert.Equal(2, await ImportVerb.RunAsync(["calendar", _folder.Path("nowhere.json")], TextWriter.Null));
        Assert.Equal(2, await ExportVerb.RunAsync(["calendar", "calendar.zip"], TextWriter.Null));
        var file = _folder.Path("clinic.json");
        await File.WriteAllTextAsync(file, FhirFiles.Clinic(), TestContext.Current.CancellationToken);
        foreach (var args in new[] { ["calendar", file], new[] { "health", file } })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => ImportVerb.RunAsync([.. args, "--data", _folder.Path("empty")], TextWriter.Null));
            Assert.StartsWith("No practice is set up in this data folder", refused.Message, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_folder.Path("empty")));
    }

    private static async Task<string> ImportAsync(int code, string file, string data)
    {
        using var output = new StringWriter();
        Assert.Equal(code, await ImportVerb.RunAsync(["calendar", file, "--data", data], output));
        return output.ToString();
    }
}
