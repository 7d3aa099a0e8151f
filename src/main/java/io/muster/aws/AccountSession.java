package io.muster.aws;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** A session over the clients, credentials and budgets that all sessions of the account share. */
final class AccountSession implements AwsSession {

    /** Under which region IAM's budget is kept. */
    static final String IAM_REGION = "global";

    private static final AwsOperation DESCRIBE_REGIONS = AwsOperation.ec2("DescribeRegions");
    private static final AwsOperation GET_CALLER_IDENTITY = new AwsOperation("sts", "GetCallerIdentity");
    private static final String NOT_OPTED_IN = "not-opted-in";

    private final AwsAccess access;
    private final AwsClients clients;
    private final LongAdder calls;
    private final Context trace;

    AccountSession(AwsAccess access, AwsClients clients) {
        this(access, clients, new LongAdder(), Context.root());
    }

    private AccountSession(AwsAccess access, AwsClients clients, LongAdder calls, Context trace) {
        this.access = access;
        this.clients = clients;
        this.calls = calls;
        this.trace = trace;
    }

    @Override
    public AwsSession tracedIn(Context context) {
        return new AccountSession(access, clients, calls, context);
    }

    @Override
    public String accountId() {
        return access.accountId();
    }

    @Override
    public <T> Uni<T> ec2(String region, AwsOperation operation, Function<Ec2AsyncClient, CompletableFuture<T>> call) {
        AwsClients.Ec2Key key = new AwsClients.Ec2Key(access, region);
        return within(
                region,
                operation,
                span -> clients.ec2().call(key, ec2 -> AttemptSpans.of(span, () -> call.apply(ec2))));
    }

    @Override
    public <T> Uni<T> iam(AwsOperation operation, Function<IamAsyncClient, CompletableFuture<T>> call) {
        return within(
                IAM_REGION,
                operation,
                span -> clients.iam().call(access, iam -> AttemptSpans.of(span, () -> call.apply(iam))));
    }

    @Override
    public Uni<List<String>> regions() {
        return ec2(clients.config().defaultRegion(), DESCRIBE_REGIONS, Ec2AsyncClient::describeRegions)
                .map(AccountSession::usable);
    }

    @Override
    public Uni<String> callerArn() {
        return identity()
                .chain(known -> Uni.createFrom()
                        .completionStage(() -> clients.verified().caller(clients.credentials(access))))
                .invoke(calls::increment)
                .map(GetCallerIdentityResponse::arn)
                .onFailure()
                .transform(thrown -> failed(GET_CALLER_IDENTITY, thrown));
    }

    @Override
    public long calls() {
        return calls.sum();
    }

    private <T> Uni<T> within(String region, AwsOperation operation, Function<Context, Uni<T>> call) {
        RequestBudget.Key key = new RequestBudget.Key(access.accountId(), region, operation);
        return clients.spans()
                .call(
                        key,
                        trace,
                        span -> clients.budget()
                                .take(key)
                                .invoke(calls::increment)
                                .chain(this::identity)
                                .chain(known -> call.apply(span))
                                .onFailure()
                                .transform(thrown -> failed(operation, thrown)));
    }

    /**
     * The SDK's clients block the calling thread until the credentials are there, even the asynchronous ones: so they are
     * fetched before, and the call is made from a worker in case they expire in between.
     */
    private Uni<AwsCredentialsIdentity> identity() {
        return Uni.createFrom()
                .completionStage(() -> clients.credentials(access).resolveIdentity())
                .<AwsCredentialsIdentity>map(identity -> identity)
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private static AwsException failed(AwsOperation operation, Throwable thrown) {
        return new AwsException(AwsFailure.of(operation, thrown), thrown);
    }

    /** DescribeRegions leaves out what is not enabled, unless asked; LocalStack and moto do not. */
    private static List<String> usable(DescribeRegionsResponse answer) {
        return answer.regions().stream()
                .filter(region -> !NOT_OPTED_IN.equals(region.optInStatus()))
                .map(Region::regionName)
                .sorted()
                .toList();
    }
}
