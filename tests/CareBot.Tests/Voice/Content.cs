using System.Runtime.CompilerServices;

namespace CareBot.Tests.Voice;

/// <summary>The content as it is shipped beside the program, and the sources that hold the tables and goldens of these tests.</summary>
internal static class Content
{
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>The repository, for files that tests rewrite.</summary>
    public static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../.."));

    /// <summary>Rows of a tab-separated table; "#" begins a remark.</summary>
    public static IEnumerable<string[]> Table(string name, [CallerFilePath] string here = "") =>
        from line in File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, name))
        where line.Length > 0 && line[0] != '#'
        select line.Split('\t');

    public static ScratchFolder Copy(params string[] files)
    {
        var folder = new ScratchFolder();
        foreach (var file in files) folder.Write(file, File.ReadAllText(System.IO.Path.Combine(Root, file)));
        return folder;
    }

    internal sealed class ScratchFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("voice").FullName;

        public void Write(string file, string text)
        {
            var path = System.IO.Path.Combine(Path, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
