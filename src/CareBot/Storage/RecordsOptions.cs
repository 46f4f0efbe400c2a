using System.ComponentModel.DataAnnotations;

namespace CareBot.Storage;

/// <summary>Where the records lie, in section <c>CareBot</c>; read only where <c>ConnectionStrings:Tables</c> is not set.</summary>
public sealed class RecordsOptions
{
    /// <summary>The value of <see cref="DataFolder"/> that keeps nothing: the records end with the process.</summary>
    public const string Temporary = ":memory:";

    /// <summary>The folder of the SQLite file, made when it is not there; relative to the working folder.</summary>
    [Required]
    public string DataFolder { get; set; } = ".carebot-data";
}
