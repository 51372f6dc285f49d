"""A spider that follows every link of one site."""

import scrapy

from bodycopy.scrapy import clean_response


class Pages(scrapy.Spider):
    name = "pages"
    custom_settings = {
        "ITEM_PIPELINES": {"bodycopy.scrapy.CleanPipeline": 300},
        "TELNETCONSOLE_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_DELAY": 0,
    }

    async def start(self):
        yield scrapy.Request(self.site, callback=self.parse_index)

    def start_requests(self):
        yield scrapy.Request(self.site, callback=self.parse_index)

    def parse_index(self, response):
        yield {"url": response.url, "index": True}
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, callback=self.parse_page)

    def parse_page(self, response):
        article = clean_response(response)
        yield {"url": response.url, "html": response.body, "helper_text": article.text, "helper_url": article.url}
