package io.muster.aws;

/**
 * One operation of an AWS API. Budgets, failures and the role's IAM policy all speak of it under the same name.
 *
 * @param name the operation as AWS spells it
 */
public record AwsOperation(AwsService<?> service, String name) {

    /** The IAM action that allows it: for every operation that is called here, the names of service and operation. */
    public String action() {
        return service.name() + ":" + name;
    }

    /** Whether AWS says by the error code that the caller has no right to it. */
    public boolean deniedBy(String errorCode) {
        return service.denies(errorCode);
    }

    RequestRate rate() {
        return service.rates().of(name);
    }

    @Override
    public String toString() {
        return action();
    }
}
