using System.Reflection;
using CareBot.Care.Records;

namespace CareBot.Tests.Architecture;

/// <summary>The walls between the projects.</summary>
public sealed class WhoMayKnowWhomTests
{
    private static readonly Assembly Host = typeof(Program).Assembly;
    private static readonly Assembly Care = typeof(IRecordStore).Assembly;
    private static readonly Assembly Dialogs = Assembly.Load("CareBot.Dialogs");

    [Fact]
    public void Care_knows_no_chat_no_web_and_no_store() =>
        KnowsNothingOf(Care, "CareBot.BotFramework", "CareBot.Dialogs", "Microsoft.Bot", "Microsoft.AspNetCore", "Azure", "Microsoft.Data.Sqlite", "SQLitePCL");

    [Fact]
    public void Dialogs_know_no_web_and_no_store() =>
        KnowsNothingOf(Dialogs, "Microsoft.AspNetCore", "Azure", "Microsoft.Data.Sqlite", "SQLitePCL");

#if !BOTSDK_MICROSOFT
    [Fact]
    public void The_protocol_knows_neither_patients_nor_dialogs_nor_a_store_and_has_no_endpoints() =>
        KnowsNothingOf(Assembly.Load("CareBot.BotFramework"),
            "CareBot.Care", "CareBot.Dialogs", "Microsoft.AspNetCore.Routing", "Azure", "Microsoft.Data.Sqlite", "SQLitePCL");
#endif

    [Fact]
    public void An_interface_has_two_implementations_or_is_not_needed()
    {
        var types = new[] { Host, Care, Dialogs }.SelectMany(assembly => assembly.GetTypes()).ToList();
        var idle = types.Where(type => type.IsInterface && IsOurs(type))
            .Where(type => types.Count(other => other.IsClass && !other.IsAbstract && type.IsAssignableFrom(other)) < 2);
        Assert.Empty(idle);
    }

    [Fact]
    public void Nothing_is_called_a_service_or_a_manager()
    {
        var vague = new[] { Host, Care, Dialogs }.SelectMany(assembly => assembly.GetTypes()).Where(IsOurs)
            .Where(type => type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name.EndsWith("Manager", StringComparison.Ordinal));
        Assert.Empty(vague);
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("CareBot", StringComparison.Ordinal) == true;

    private static void KnowsNothingOf(Assembly assembly, params string[] others)
    {
        var known = assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
        Assert.DoesNotContain(known, name => others.Any(other => name == other || name.StartsWith(other + ".", StringComparison.Ordinal)));
    }
}
