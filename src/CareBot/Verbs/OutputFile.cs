namespace CareBot.Verbs;

/// <summary>A file that a verb writes: under its name only when it is whole, so that a fault on the way takes nothing away.</summary>
internal static class OutputFile
{
    private const string Remedy = "name a file in a folder that is there and that this user may write to";

    public static Task WriteAsync(string path, string text) => WriteAsync(path, async stream =>
    {
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync(text);
    });

    /// <exception cref="RefusedException">It cannot be written there.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        if (IsDevice(path))
        {
            await using var device = Try(path, () => File.Open(path, FileMode.Open, FileAccess.Write));
            await write(device);
            return;
        }

        var target = Try(path, () => Resolve(path));
        var part = target + ".part";
        try
        {
            await using (var stream = Try(path, () => Create(target, part)))
            {
                await write(stream);
            }

            Try(path, () =>
            {
                File.Move(part, target, overwrite: true);
                return true;
            });
        }
        finally
        {
            Remove(part);
        }
    }

    /// <summary>Finds out before the work begins whether its result can be kept.</summary>
    /// <exception cref="RefusedException">It cannot.</exception>
    public static void Check(string path)
    {
        if (!IsDevice(path))
        {
            var target = Try(path, () => Resolve(path));
            Try(path, () => Create(target, target + ".part")).Dispose();
            Remove(target + ".part");
        }
    }

    /// <summary>Whether two paths lead to the same file, by links too.</summary>
    public static bool IsSame(string one, string other) =>
        !IsDevice(other) && Try(one, () => Resolve(one)) == Try(other, () => Resolve(other));

    // /dev/stdout and its like are written to as they are.
    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/self/fd/", StringComparison.Ordinal);

    private static FileStream Create(string target, string part)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (Directory.Exists(target))
        {
            throw new IOException("it is a folder");
        }

        if (File.Exists(target))
        {
            // What only some may read stays so.
            using var old = File.Open(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = File.GetUnixFileMode(target);
            }
        }

        return new FileStream(part, options);
    }

    /// <summary>The path without any link in it.</summary>
    private static string Resolve(string path)
    {
        var whole = Path.GetFullPath(path);
        if (Path.GetDirectoryName(whole) is not { } folder)
        {
            return whole;
        }

        var here = new FileInfo(Path.Combine(Resolve(folder), Path.GetFileName(whole)));
        return here.LinkTarget is not null && here.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Resolve(target.FullName) : here.FullName;
    }

    private static void Remove(string part)
    {
        if (File.Exists(part))
        {
            File.Delete(part);
        }
    }

    private static T Try<T>(string path, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var why = fault is DirectoryNotFoundException ? "there is no such folder" : fault is UnauthorizedAccessException ? "this user may not" : fault.Message.TrimEnd('.');
            throw new RefusedException($"'{path}' cannot be written ({why}); {Remedy}.", fault);
        }
    }
}
