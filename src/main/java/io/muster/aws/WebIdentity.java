package io.muster.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * Exchanges the token that the process was given in a file, as by IAM roles for service accounts of EKS, for the credentials of its
 * role. The SDK's own provider does so by a synchronous HTTP client, which the native executable has none of, and the SDK's chain goes on
 * to the role of the node where AWS refuses the token.
 */
final class WebIdentity {

    private static final AwsOperation EXCHANGE = AwsService.STS.operation("AssumeRoleWithWebIdentity");

    private final Path tokenFile;
    private final Optional<String> roleArn;
    private final String sessionName;
    private final StsCalls sts;
    private final Executor workers;

    private WebIdentity(Path tokenFile, Optional<String> roleArn, String sessionName, StsCalls sts, Executor workers) {
        this.tokenFile = tokenFile;
        this.roleArn = roleArn;
        this.sessionName = sessionName;
        this.sts = sts;
        this.workers = workers;
    }

    /**
     * The identity that the process was given.
     *
     * @param settings of the process, as the SDK reads them
     * @return empty where it was given none, or has keys, which the SDK prefers to one
     */
    static Optional<WebIdentity> of(
            Function<SystemSetting, Optional<String>> settings, String sessionName, StsCalls sts, Executor workers) {
        Function<SystemSetting, Optional<String>> set =
                settings.andThen(value -> value.map(String::strip).filter(text -> !text.isEmpty()));
        boolean keys = set.apply(SdkSystemSetting.AWS_ACCESS_KEY_ID).isPresent()
                && set.apply(SdkSystemSetting.AWS_SECRET_ACCESS_KEY).isPresent();
        return set.apply(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE)
                .filter(file -> !keys)
                .map(file -> new WebIdentity(
                        Path.of(file),
                        set.apply(SdkSystemSetting.AWS_ROLE_ARN),
                        set.apply(SdkSystemSetting.AWS_ROLE_SESSION_NAME).orElse(sessionName),
                        sts,
                        workers));
    }

    /** Reads the token anew, for it is replaced before it expires, and exchanges it. No thread waits for AWS. */
    CompletableFuture<ProvenCredentials> fetch() {
        return CompletableFuture.supplyAsync(this::request, workers)
                .thenCompose(this::exchanged)
                .thenApply(answer -> ProvenCredentials.of(
                        StsCalls.identity(answer.credentials()),
                        answer.assumedRoleUser() == null
                                ? null
                                : answer.assumedRoleUser().arn()))
                .exceptionally(thrown -> {
                    throw new AwsException(AwsFailure.of(EXCHANGE, thrown), thrown);
                });
    }

    private CompletableFuture<AssumeRoleWithWebIdentityResponse> exchanged(AssumeRoleWithWebIdentityRequest request) {
        return sts.make(
                StsCalls.OWN_ACCOUNT,
                EXCHANGE.name(),
                AnonymousCredentialsProvider.create().resolveCredentials(),
                client -> client.assumeRoleWithWebIdentity(request));
    }

    private AssumeRoleWithWebIdentityRequest request() {
        return AssumeRoleWithWebIdentityRequest.builder()
                .roleArn(roleArn.orElseThrow(() -> new NoCredentials(
                        "AWS_WEB_IDENTITY_TOKEN_FILE is set, and AWS_ROLE_ARN is not: the token is for no role")))
                .roleSessionName(sessionName)
                .webIdentityToken(token())
                .overrideConfiguration(sts::prepare)
                .build();
    }

    private String token() {
        try {
            String token = Files.readString(tokenFile).strip();
            if (token.isEmpty()) {
                throw new NoCredentials("The file that AWS_WEB_IDENTITY_TOKEN_FILE names is empty");
            }
            return token;
        } catch (IOException unreadable) {
            throw new NoCredentials("The file that AWS_WEB_IDENTITY_TOKEN_FILE names cannot be read", unreadable);
        }
    }
}
