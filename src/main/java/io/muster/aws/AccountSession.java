package io.muster.aws;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/** A session over the clients, credentials and budgets that all sessions of the account share. */
final class AccountSession implements AwsSession {

    private static final AwsOperation DESCRIBE_REGIONS = AwsService.EC2.operation("DescribeRegions");
    private static final AwsOperation GET_CALLER_IDENTITY = AwsService.STS.operation("GetCallerIdentity");
    private static final String NOT_OPTED_IN = "not-opted-in";

    private final AwsAccess access;
    private final AwsClients clients;
    private final Object work;
    private final LongAdder calls;
    private final Duration behind;
    private final Context trace;

    /**
     * Opens a session.
     *
     * @param work names the purpose of the session, equal for all sessions of one scan: refused credentials are renewed once for it
     * @param behind how far the calls' clock is behind the present
     */
    AccountSession(AwsAccess access, AwsClients clients, Object work, Duration behind) {
        this(access, clients, work, new LongAdder(), behind, Context.root());
    }

    private AccountSession(
            AwsAccess access, AwsClients clients, Object work, LongAdder calls, Duration behind, Context trace) {
        this.access = access;
        this.clients = clients;
        this.work = work;
        this.calls = calls;
        this.behind = behind;
        this.trace = trace;
    }

    @Override
    public AwsSession tracedIn(Context context) {
        return new AccountSession(access, clients, work, calls, behind, context);
    }

    @Override
    public String accountId() {
        return access.accountId();
    }

    @Override
    public Uni<String> partition() {
        return credentials()
                .map(ProvenCredentials::partition)
                .onFailure()
                .transform(thrown -> failed(GET_CALLER_IDENTITY, thrown));
    }

    @Override
    public <C extends AwsClient, T> Uni<T> call(
            AwsService<C> service, String region, String operation, Function<C, CompletableFuture<T>> call) {
        String budgeted = service.regional() ? region : AwsService.NO_REGION;
        RequestBudget.Key key = new RequestBudget.Key(access.accountId(), budgeted, service.operation(operation));
        return within(key, (span, known) -> {
            String place = service.regional() ? region : known.partition();
            AwsCall made = new AwsCall(key, known.identity(), behind, span);
            return clients.call(service, place, made, call);
        });
    }

    @Override
    public Uni<List<String>> regions() {
        return call(
                        AwsService.EC2,
                        clients.config().defaultRegion(),
                        DESCRIBE_REGIONS.name(),
                        Ec2AsyncClient::describeRegions)
                .map(AccountSession::usable)
                .onFailure()
                .transform(thrown -> failed(DESCRIBE_REGIONS, thrown));
    }

    @Override
    public long calls() {
        return calls.sum();
    }

    private <T> Uni<T> within(RequestBudget.Key key, BiFunction<Context, ProvenCredentials, Uni<T>> call) {
        Supplier<Uni<ProvenCredentials>> admitted =
                () -> allowed(key).invoke(calls::increment).chain(this::credentials);
        return clients.spans()
                .call(
                        key,
                        trace,
                        span -> attempted(key.operation(), admitted, known -> call.apply(span, known))
                                .onFailure()
                                .transform(thrown -> failed(key.operation(), thrown)));
    }

    /** Takes a token of the budget, unless the call's clock is behind: such a call does not go to AWS. */
    private Uni<Void> allowed(RequestBudget.Key key) {
        return behind.isZero() ? clients.budget().take(key) : Uni.createFrom().voidItem();
    }

    /** Makes the call, and once more where AWS refuses the very credentials and there may be others. */
    private <T> Uni<T> attempted(
            AwsOperation operation,
            Supplier<Uni<ProvenCredentials>> admitted,
            Function<ProvenCredentials, Uni<T>> call) {
        return admitted.get()
                .chain(known -> call.apply(known)
                        .onFailure(thrown -> AwsFailure.of(operation, thrown).refusesCredentials())
                        .recoverWithUni(refused -> clients.credentials(access).renew(known, work)
                                ? admitted.get().chain(call::apply)
                                : Uni.createFrom().failure(refused)));
    }

    /**
     * The SDK's clients block the calling thread until the credentials are there, even the asynchronous ones: so they are
     * fetched before. The call is made from a worker, as the SDK writes and signs its request on the calling thread.
     */
    private Uni<ProvenCredentials> credentials() {
        return Uni.createFrom()
                .completionStage(() -> clients.credentials(access).proven(work))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private static AwsException failed(AwsOperation operation, Throwable thrown) {
        return new AwsException(AwsFailure.of(operation, thrown), thrown);
    }

    /** DescribeRegions leaves out regions that are not enabled, unless it is asked for them; LocalStack and moto do not. */
    private static List<String> usable(DescribeRegionsResponse answer) {
        if (answer.regions().isEmpty() || answer.regions().stream().anyMatch(region -> region.regionName() == null)) {
            throw new UnreadableAnswer("It does not name the regions");
        }
        return answer.regions().stream()
                .filter(region -> !NOT_OPTED_IN.equals(region.optInStatus()))
                .map(Region::regionName)
                .sorted()
                .toList();
    }
}
