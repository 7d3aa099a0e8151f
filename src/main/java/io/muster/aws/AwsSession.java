package io.muster.aws;

import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/** The way into one account: its clients share the account's credentials and budgets. */
public interface AwsSession {

    /** EC2 in the given region. */
    Ec2AsyncClient ec2(String region);

    /** IAM, which is one for all regions of the account's partition. */
    IamAsyncClient iam();
}
