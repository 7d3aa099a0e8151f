package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.utils.SystemSetting;

/** Muster's own credentials where its process was given a web identity, as by IAM roles for service accounts. */
class WebIdentityTest {

    private static final String EXCHANGE = "AssumeRoleWithWebIdentity";
    private static final String ROLE = "arn:aws:iam::111111111111:role/muster-hub";

    private final CannedAws aws = new CannedAws();
    private final Map<SdkSystemSetting, String> settings = new EnumMap<>(SdkSystemSetting.class);

    @TempDir
    Path folder;

    private Path token;
    private StsAsyncClient sts;

    @BeforeEach
    void give() throws IOException {
        token = Files.writeString(folder.resolve("token"), "first\n");
        settings.put(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE, token.toString());
        settings.put(SdkSystemSetting.AWS_ROLE_ARN, ROLE);
        sts = StsAsyncClient.builder()
                .httpClient(TestClients.HTTP)
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(aws.endpoint())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    @AfterEach
    void stop() {
        sts.close();
        aws.close();
    }

    @Test
    void theTokenIsExchangedForTheCredentialsOfTheRole() {
        // given
        grantedFor(Duration.ofHours(1));

        // when
        AwsCredentialsIdentity identity = resolved(credentials()).join();

        // then
        assertThat(identity).isInstanceOfSatisfying(AwsSessionCredentialsIdentity.class, session -> {
            assertThat(session.accessKeyId()).isEqualTo("key");
            assertThat(session.sessionToken()).isEqualTo("session");
        });
        assertThat(aws.parameters(EXCHANGE))
                .singleElement()
                .asString()
                .contains("RoleArn=" + ROLE, "RoleSessionName=muster", "WebIdentityToken=first")
                .doesNotContain("first\n");
        assertThat(aws.signed()).as("there are no credentials to sign with").isEmpty();
    }

    @Test
    void whoeverNeedsThemAtOnceSharesOneExchange() {
        // given
        grantedFor(Duration.ofHours(1));
        BaseCredentials credentials = credentials();

        // when
        List<CompletableFuture<AwsCredentialsIdentity>> all =
                Stream.generate(() -> resolved(credentials)).limit(20).toList();

        // then
        assertThat(all).allSatisfy(one -> assertThat(one.join().accessKeyId()).isEqualTo("key"));
        assertThat(aws.asked(EXCHANGE)).isEqualTo(1);
    }

    @Test
    void theTokenIsReadAnewForEachExchange() throws IOException {
        // given
        grantedFor(Duration.ofHours(1));
        WebIdentity identity = WebIdentity.of(this::setting, "muster", calls(), ForkJoinPool.commonPool())
                .orElseThrow();
        identity.fetch().join();

        // when
        Files.writeString(token, "second");
        identity.fetch().join();

        // then
        assertThat(aws.parameters(EXCHANGE)).hasSize(2).last().asString().contains("WebIdentityToken=second");
    }

    @Test
    void theFileIsReadByAWorker() {
        // given
        grantedFor(Duration.ofHours(1));
        Queue<Runnable> work = new ArrayDeque<>();
        BaseCredentials credentials = credentials(work::add);

        // when
        CompletableFuture<AwsCredentialsIdentity> identity = resolved(credentials);

        // then
        assertThat(work).hasSize(1);
        assertThat(identity).isNotDone();
        work.remove().run();
        assertThat(identity.join().accessKeyId()).isEqualTo("key");
    }

    @Test
    void aRefusalIsToldAsAwsWordsItAndStandsForAWhile() {
        // given
        aws.refuseQuery(EXCHANGE, 403, "AccessDenied", "Not authorized to perform " + EXCHANGE);
        BaseCredentials credentials = credentials();

        // when
        AwsFailure first = failure(credentials);
        AwsFailure second = failure(credentials);

        // then
        assertThat(first)
                .isEqualTo(new AwsFailure("sts:" + EXCHANGE, "AccessDenied", "Not authorized to perform " + EXCHANGE))
                .isEqualTo(second);
        assertThat(aws.asked(EXCHANGE)).isEqualTo(1);
    }

    @Test
    void theReasonIsLoggedOnceForManyCallers() {
        // given
        aws.refuseQuery(EXCHANGE, 403, "AccessDenied", "Not authorized to perform " + EXCHANGE);
        BaseCredentials credentials = credentials();
        Logger logger = Logger.getLogger(BaseCredentials.class.getName());
        Kept kept = new Kept();
        logger.addHandler(kept);

        // when
        failure(credentials);
        failure(credentials);
        logger.removeHandler(kept);

        // then
        assertThat(kept.records).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.WARN);
            assertThat(record.getMdc("reason")).contains("sts:" + EXCHANGE, "AccessDenied", "Not authorized");
        });
    }

    @Test
    void anExchangeIsRepeatedWhereAwsDoesNotReachTheProvider() {
        // given
        aws.refuseQuery(EXCHANGE, 400, "IDPCommunicationError", "Not reached");
        grantedFor(Duration.ofHours(1));

        // when
        AwsCredentialsIdentity identity = resolved(credentials()).join();

        // then
        assertThat(identity.accessKeyId()).isEqualTo("key");
    }

    @ParameterizedTest
    @CsvSource({"gone, cannot be read", "empty, is empty"})
    void aFileWithoutATokenIsToldWithoutItsName(String name, String told) throws IOException {
        // given
        Files.writeString(folder.resolve("empty"), "\n");
        settings.put(
                SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE,
                folder.resolve(name).toString());

        // when
        AwsFailure failure = failure(credentials());

        // then
        assertThat(failure.errorCode()).isEqualTo(AwsFailure.NO_CREDENTIALS);
        assertThat(failure.message()).contains(told).doesNotContain(folder.toString());
    }

    /** Another source would be the role of the node. */
    @Test
    void aTokenWithoutARoleIsNoReasonForAnotherSource() {
        // given
        settings.remove(SdkSystemSetting.AWS_ROLE_ARN);

        // when
        AwsFailure failure = failure(credentials());

        // then
        assertThat(failure.errorCode()).isEqualTo(AwsFailure.NO_CREDENTIALS);
        assertThat(failure.message()).contains("AWS_ROLE_ARN");
        assertThat(aws.asked(EXCHANGE)).isZero();
    }

    @Test
    void keysOfTheProcessGoBeforeItsToken() {
        // given
        settings.put(SdkSystemSetting.AWS_ACCESS_KEY_ID, "key");
        settings.put(SdkSystemSetting.AWS_SECRET_ACCESS_KEY, "secret");

        // when
        Optional<WebIdentity> identity = WebIdentity.of(this::setting, "muster", calls(), Runnable::run);

        // then
        assertThat(identity).isEmpty();
    }

    private static final class Kept extends Handler {
        private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            records.add((ExtLogRecord) record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private void grantedFor(Duration time) {
        aws.query(
                EXCHANGE,
                "<AssumedRoleUser><Arn>arn:aws:sts::111111111111:assumed-role/muster-hub/muster</Arn>"
                        + "<AssumedRoleId>A:muster</AssumedRoleId></AssumedRoleUser>"
                        + "<Credentials><AccessKeyId>key</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>"
                        + "<SessionToken>session</SessionToken><Expiration>"
                        + Instant.now().plus(time) + "</Expiration></Credentials>");
    }

    private BaseCredentials credentials() {
        return credentials(ForkJoinPool.commonPool());
    }

    private BaseCredentials credentials(Executor workers) {
        return BaseCredentials.of(TestClients.config(Map.of()), this::setting, calls(), workers);
    }

    private Optional<String> setting(SystemSetting name) {
        return Optional.ofNullable(settings.get((SdkSystemSetting) name));
    }

    private StsCalls calls() {
        AwsConfig config = TestClients.config(Map.of("max-attempts", "2"));
        return new StsCalls(config, sts, new CountedBudget(config), new RequestMetrics(new SimpleMeterRegistry()));
    }

    private static CompletableFuture<AwsCredentialsIdentity> resolved(BaseCredentials credentials) {
        return credentials.resolveIdentity().thenApply(identity -> identity);
    }

    private static AwsFailure failure(BaseCredentials credentials) {
        Throwable thrown = catchThrowable(() -> resolved(credentials).join());
        return AwsFailure.of(AwsService.EC2.operation("DescribeVpcs"), thrown);
    }
}
