package io.muster.demo;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Every STS operation of the demo cloud. */
record StsOperations(DemoCloud cloud, Clock clock) {

    private static final int USUAL_SECONDS = 3600;

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
        return AssumeRoleResponse.builder()
                .credentials(credentials -> credentials
                        .accessKeyId(Caller.accessKeyOf(account.accountId()))
                        .secretAccessKey("demo")
                        .sessionToken("demo-session-of-" + account.accountId())
                        .expiration(clock.instant().plusSeconds(seconds)))
                .assumedRoleUser(user ->
                        user.arn(sessionArn(account.accountId(), session)).assumedRoleId("AROADEMO:" + session))
                .build();
    }

    private SdkPojo callerIdentity(Call call) {
        boolean assumed = call.caller().assumedAccount().isPresent();
        return GetCallerIdentityResponse.builder()
                .account(call.accountId())
                .arn(assumed ? sessionArn(call.accountId(), "session") : hubArn())
                .userId((assumed ? "AROADEMO" : "AIDADEMO") + call.accountId())
                .build();
    }

    private String hubArn() {
        return "arn:aws:iam::" + cloud.hub().accountId() + ":user/muster";
    }

    private static String sessionArn(String accountId, String session) {
        return "arn:aws:sts::" + accountId + ":assumed-role/" + DemoAccount.ROLE_NAME + "/" + session;
    }
}
