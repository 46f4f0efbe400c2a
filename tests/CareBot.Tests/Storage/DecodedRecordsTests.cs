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
        _decoded.Wrote("rosa", "name", "name", "1", written);
        Assert.Same(written, Read("rosa", "name", "1", "Rosa"));
        Assert.Equal("Rosalía", Read("rosa", "name", "2", "Rosalía").Given);
    }

    [Fact]
    public void What_a_range_comes_to_is_made_once_a_version_of_its_last_record()
    {
        var made = 0;
        Assert.Equal("Rosa", Sum("n:1"));
        Assert.Equal("Rosa", Sum("n:1"));
        Assert.Equal(1, made);
        Assert.Equal("Rosa Rosa", Sum("n:1", "n:2"));
        Assert.Equal(2, made);
        _decoded.Wrote("rosa", "n:", "n:3", "1", "three");
        Assert.Equal("three", Sum("n:1", "n:2", "n:3"));
        Assert.Equal("Rosa", _decoded.Read("rosa", new StoredRecord("n:3", """{"given":"Rosa","family":"Delgado"}"""u8.ToArray(), "1"), CareJson.Default.PersonName).Given);

        string? Sum(params string[] keys) => _decoded.Read(
            "rosa", "n:", [.. keys.Select(key => new StoredRecord(key, """{"given":"Rosa","family":"Delgado"}"""u8.ToArray(), "1"))], CareJson.Default.PersonName, names =>
            {
                made++;
                return string.Join(" ", names.Select(name => name.Given));
            });
    }

    [Fact]
    public void A_range_that_comes_to_nothing_is_asked_again()
    {
        var asked = 0;
        for (var round = 0; round < 2; round++)
        {
            Assert.Null(_decoded.Read<PersonName, string>("rosa", "n:", [new StoredRecord("n:1", """{"given":"R","family":"D"}"""u8.ToArray(), "1")], CareJson.Default.PersonName, _ =>
            {
                asked++;
                return null;
            }));
        }

        Assert.Equal(2, asked);
    }

    [Fact]
    public void A_new_version_takes_the_place_of_the_one_before_and_pushes_nothing_else_out()
    {
        var walt = Read("walt", "name", "1", "Walt");
        for (var version = 0; version < 50; version++)
        {
            Read("rosa", "name", $"{version}", "Rosa");
        }

        Assert.Same(walt, Read("walt", "name", "1", "Walt"));
    }

    private PersonName Read(string patient, string key, string etag, string given) =>
        _decoded.Read(patient, new StoredRecord(key, Encoding.UTF8.GetBytes($$"""{"given":"{{given}}","family":"Delgado"}"""), etag), CareJson.Default.PersonName);
}
