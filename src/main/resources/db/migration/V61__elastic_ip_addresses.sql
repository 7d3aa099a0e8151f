-- Which of the addresses that security groups of one region name are held by the other accounts and regions.
create index elastic_ip_address on resource ((attributes ->> 'publicIp')) where kind = 'ELASTIC_IP' and deleted_at is null;
