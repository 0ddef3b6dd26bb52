import { testEachPage } from './each-page.ts';

testEachPage(1440, 'light');
