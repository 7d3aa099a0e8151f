package io.muster.demo;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkPojo;

/** Every STS operation of the demo cloud. */
final class StsOperations {

    private static final int USUAL_SECONDS = 3600;

    private final DemoCloud cloud;
    private final Clock clock;

    StsOperations(DemoCloud cloud, Clock clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of("sts:AssumeRole", this::assumeRole, "sts:GetCallerIdentity", this::callerIdentity);
    }

    /** Refuses an unknown role and a wrong external id in the same words, as AWS does. */
    private SdkPojo assumeRole(Call call) {
        String roleArn = call.require("RoleArn");
        String session = call.require("RoleSessionName");
        String externalId = call.text("ExternalId").orElse(null);
        DemoAccount account = cloud.accounts().stream()
                .filter(candidate -> candidate.roleArn().equals(roleArn))
                .filter(candidate ->
                        candidate.externalId() == null || Objects.equals(candidate.externalId(), externalId))
                .findFirst()
                .orElseThrow(() -> DemoError.accessDenied(
                        "User: " + hubArn() + " is not authorized to perform: sts:AssumeRole on resource: " + roleArn));
        int seconds = call.text("DurationSeconds").map(Integer::valueOf).orElse(USUAL_SECONDS);
        return call.answer(Map.of(
                "Credentials",
                Map.of(
                        "AccessKeyId",
                        Caller.accessKeyOf(account.accountId()),
                        "SecretAccessKey",
                        "demo",
                        "SessionToken",
                        "demo-session-of-" + account.accountId(),
                        "Expiration",
                        clock.instant().plusSeconds(seconds).toString()),
                "AssumedRoleUser",
                Map.of("Arn", sessionArn(account.accountId(), session), "AssumedRoleId", "AROADEMO:" + session)));
    }

    private SdkPojo callerIdentity(Call call) {
        boolean assumed = call.caller().assumedAccount().isPresent();
        return call.answer(Map.of(
                "Account",
                call.accountId(),
                "Arn",
                assumed ? sessionArn(call.accountId(), "session") : hubArn(),
                "UserId",
                (assumed ? "AROADEMO" : "AIDADEMO") + call.accountId()));
    }

    private String hubArn() {
        return "arn:aws:iam::" + cloud.hub().accountId() + ":user/muster";
    }

    private static String sessionArn(String accountId, String session) {
        return "arn:aws:sts::" + accountId + ":assumed-role/" + DemoAccount.ROLE_NAME + "/" + session;
    }
}
