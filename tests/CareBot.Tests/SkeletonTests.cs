namespace CareBot.Tests;

public sealed class SkeletonTests
{
    [Fact]
    public void The_solution_builds() => Assert.NotNull(typeof(Program).Assembly);
}
