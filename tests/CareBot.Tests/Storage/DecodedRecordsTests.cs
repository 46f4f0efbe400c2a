using System.Text;
using System.Text.Json;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Tests.Storage;

public sealed class DecodedRecordsTests
{
    private readonly DecodedRecords _decoded = new(2);

    [Fact]
    public void A_record_is_decoded_once_a_version()
    {
        var first = Read("rosa", "name", "1", "Rosa");
        Assert.Same(first, Read("rosa", "name", "1", "Rosa"));
        Assert.Equal("Rosalía", Read("rosa", "name", "2", "Rosalía").Given);
    }

    [Fact]
    public void A_record_of_the_same_version_under_another_name_is_another_one()
    {
        for (var round = 0; round < 50; round++)
        {
            Assert.Equal("Rosa", Read("rosa", $"name{round}", "1", "Rosa").Given);
            Assert.Equal("Walt", Read("walt", $"name{round}", "1", "Walt").Given);
        }
    }

    [Fact]
    public void What_is_no_record_is_refused_and_not_kept()
    {
        Assert.Throws<JsonException>(() => _decoded.Read("rosa", new StoredRecord("name", "null"u8.ToArray(), "1"), CareJson.Default.PersonName));
        Assert.Equal("Rosa", Read("rosa", "name", "1", "Rosa").Given);
    }

    [Fact]
    public void What_was_written_just_now_is_not_decoded_and_what_others_wrote_since_is()
    {
        var written = new PersonName("Rosa", "Delgado");
        _decoded.Wrote("rosa", "name", "1", written);
        Assert.Same(written, Read("rosa", "name", "1", "Rosa"));
        Assert.Equal("Rosalía", Read("rosa", "name", "2", "Rosalía").Given);
    }

    private PersonName Read(string patient, string key, string etag, string given) =>
        _decoded.Read(patient, new StoredRecord(key, Encoding.UTF8.GetBytes($$"""{"given":"{{given}}","family":"Delgado"}"""), etag), CareJson.Default.PersonName);
}
