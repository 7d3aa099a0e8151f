package io.muster.aws;

import software.amazon.awssdk.services.iam.IamAsyncClient;

/** The part of an estate that lies in IAM. */
public final class IamEstateBuilder {

    private final IamAsyncClient iam;

    IamEstateBuilder(IamAsyncClient iam) {
        this.iam = iam;
    }

    /** For the writing calls that have no method here. */
    public IamAsyncClient client() {
        return iam;
    }

    /** Makes a customer managed policy and returns its ARN. */
    public String policy(String name, String document) {
        return AwsEstateBuilder.done(iam.createPolicy(r -> r.policyName(name).policyDocument(document)))
                .policy()
                .arn();
    }

    /** Makes a role under the path {@code /service/} and returns its ARN. */
    public String role(String name, String trust, String boundaryArn) {
        return AwsEstateBuilder.done(iam.createRole(r -> r.roleName(name)
                        .path("/service/")
                        .assumeRolePolicyDocument(trust)
                        .permissionsBoundary(boundaryArn)
                        .tags(software.amazon.awssdk.services.iam.model.Tag.builder()
                                .key("team")
                                .value("platform")
                                .build())))
                .role()
                .arn();
    }

    public void inline(String role, String name, String document) {
        AwsEstateBuilder.done(
                iam.putRolePolicy(r -> r.roleName(role).policyName(name).policyDocument(document)));
    }

    public void attachPolicy(String role, String policyArn) {
        AwsEstateBuilder.done(iam.attachRolePolicy(r -> r.roleName(role).policyArn(policyArn)));
    }

    /** Makes an instance profile and returns its ARN. */
    public String profile(String name, String... roles) {
        String arn = AwsEstateBuilder.done(iam.createInstanceProfile(r -> r.instanceProfileName(name)))
                .instanceProfile()
                .arn();
        for (String role : roles) {
            AwsEstateBuilder.done(iam.addRoleToInstanceProfile(
                    r -> r.instanceProfileName(name).roleName(role)));
        }
        return arn;
    }
}
